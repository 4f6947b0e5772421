using HmRnnInk.App.Commands;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Watch;

public sealed class WatchScreenTests
{
    private static readonly FixedLine Line = MadeUpRun.Line();

    private readonly WatchTimeline _timeline = Timeline();
    private readonly WatchLook _look = new();
    private readonly HelpPanel _help = new();
    private readonly CommandSet _commands = new();
    private double _seconds;

    [Theory]
    [InlineData("light", 900, 640, 1f, nameof(ColourMode.Segments))]
    [InlineData("dark", 900, 640, 1.25f, nameof(ColourMode.Operation))]
    [InlineData("small", 640, 400, 1f, nameof(ColourMode.Segments))]
    public void Screen_LooksAsItDid(string name, int width, int height, float scale, string modeName)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        using var screen = new Offscreen((int)(width * scale), (int)(height * scale));
        using var watch = new WatchScreen(screen.Gl, screen.Shaders, Line, "made-up");
        (_look.Dark, _look.Mode) = (name == "dark", mode);
        _timeline.Step(3);
        Draw(screen, watch, frames: 40, width, height, scale);
        using Screenshot shot = screen.Take();
        GoldenImage.AssertMatches(shot, $"watch-{name}");
    }

    [Fact]
    public void StepToAnotherCheckpoint_FadesFromOneToTheOther()
    {
        using var screen = new Offscreen(900, 640);
        using var watch = new WatchScreen(screen.Gl, screen.Shaders, Line, "made-up");
        _timeline.ToFirst();
        Draw(screen, watch, frames: 60);
        using Screenshot first = screen.Take();
        _timeline.Step(1);
        Draw(screen, watch, frames: 6);
        using Screenshot between = screen.Take();
        Draw(screen, watch, frames: 60);
        using Screenshot second = screen.Take();

        // During the fade some ink has a mixed colour, and later none has.
        WatchLayout layout = watch.Fit((900, 640), 1, _timeline, _look);
        int left = (int)layout.Page.LeftMargin, right = (int)layout.Page.RightMargin, bottom = (int)(layout.Page.Y + layout.Page.Height),
            middles = 0;
        for (int y = (int)layout.Page.Y; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                int a = first.Bitmap.GetPixel(x, y).Blue, b = between.Bitmap.GetPixel(x, y).Blue, c = second.Bitmap.GetPixel(x, y).Blue;
                if (b > Math.Min(a, c) + 10 && b < Math.Max(a, c) - 10) middles++;
            }
        }

        Assert.True(middles > 200, $"only {middles} pixels have a mixed colour");
        Assert.NotNull(GoldenImage.Difference(first.Bitmap, second.Bitmap));
    }

    [Fact]
    public void ProblemOfARun_IsReportedForAWhile()
    {
        using var screen = new Offscreen(900, 640);
        using var watch = new WatchScreen(screen.Gl, screen.Shaders, Line, "made-up");
        _timeline.ToFirst();
        Draw(screen, watch, frames: 60);
        using Screenshot whole = screen.Take();
        _timeline.Take(_timeline.Listing with { Problem = "metrics.jsonl is damaged" });
        Draw(screen, watch, frames: 1);
        using Screenshot said = screen.Take();
        _seconds += 10;
        Draw(screen, watch, frames: 1);
        using Screenshot after = screen.Take();

        Assert.NotNull(GoldenImage.Difference(whole.Bitmap, said.Bitmap));
        Assert.Equal(whole.Bitmap.Bytes, after.Bitmap.Bytes);
    }

    [Fact]
    public void SteadyFrames_AllocateNothing()
    {
        using var screen = new Offscreen(900, 640);
        using var watch = new WatchScreen(screen.Gl, screen.Shaders, Line, "made-up");
        _timeline.Step(2);
        Draw(screen, watch, frames: 60); // until the fade has ended and the glyph atlas is filled

        long before = GC.GetAllocatedBytesForCurrentThread();
        Draw(screen, watch, frames: 60);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(640, 400)]
    [InlineData(1280, 800)]
    [InlineData(2560, 1000)]
    public void Everything_LiesWithinTheWindow(int width, int height)
    {
        for (int views = 1; views <= 3; views++)
        {
            WatchLayout layout = WatchLayout.Fit(width, height, 1, Line, 3, views);
            PageLayout page = layout.Page;
            for (int view = 0; view < views; view++)
            {
                float up = (Line.Baseline - Line.Bounds.Top) * layout.PixelsPerUnit;
                float down = (Line.Bounds.Bottom - Line.Baseline) * layout.PixelsPerUnit;
                Assert.True(layout.Baseline(view) - up >= page.Y, "above the sheet");
                Assert.True(layout.Baseline(view) + down <= page.Y + page.Height, "below the sheet");
            }

            Assert.True(layout.InkX + (Line.Bounds.Left * layout.PixelsPerUnit) >= page.LeftMargin);
            Assert.True(layout.InkX + (Line.Bounds.Right * layout.PixelsPerUnit) <= page.RightMargin);
            Assert.True(layout.Curve.Y + layout.Curve.Height <= page.SlipY + page.SlipHeight + 0.01f);
            Assert.True(layout.Curve.NatsBottom - layout.Curve.NatsTop > 25, "no room for the curve");
            if (layout.ShowsScore) Assert.True(layout.Score.Columns >= Line.Rows.Length, "the score is cut off");
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(950, "950")]
    [InlineData(20_480, "20.5 k")]
    [InlineData(999_700, "1 M")]
    [InlineData(1_048_576, "1.05 M")]
    [InlineData(123_456_789, "123 M")]
    [InlineData(2_000_000_000, "2 bn")]
    public void Points_AreWrittenShort(long points, string expected)
    {
        Span<char> text = stackalloc char[24];
        Assert.Equal(expected, WatchNumbers.Points(text, points).ToString());
    }

    private static WatchTimeline Timeline()
    {
        long[] points = [20_000, 50_000, 100_000, 250_000, 600_000, 1_500_000, 4_000_000];
        var timeline = new WatchTimeline();
        timeline.Take(MadeUpRun.Listing(points));
        for (int index = 0; index < points.Length; index++)
            timeline.Take(MadeUpRun.Reading(points[index], every: 3 + index, Line.Rows.Length));
        timeline.Advance(0);
        return timeline;
    }

    private void Draw(Offscreen screen, WatchScreen watch, int frames, int width = 900, int height = 640, float scale = 1)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            _timeline.Advance(1 / 60.0);
            watch.Draw(screen.View(scale), (width, height), _timeline, _look, _help, _commands, _seconds += 1 / 60.0);
        }
    }
}
