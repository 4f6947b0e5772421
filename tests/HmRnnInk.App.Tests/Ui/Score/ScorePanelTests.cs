using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Score;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Ui.Score;

public sealed class ScorePanelTests
{
    private readonly ScoredPage _page = new ScoredPage().Write();

    [Fact]
    public void Marks_TellWhatEachLayerDid()
    {
        using var screen = new Offscreen(1280, 800);
        using Screenshot shot = Draw(screen, _page);
        int copies = 0;
        for (int row = _page.View.First; row < _page.View.End; row++)
        {
            for (int layer = 0; layer < 3; layer++)
            {
                // The middle of the column, above the line of the lane and below the lowest point of the curve.
                int x = (int)(_page.Layout.XOf(row, _page.View.End) + 1), bottom = (int)_page.Layout.Bottom(layer);
                bool low = IsMark(shot.Bitmap.GetPixel(x, bottom - 3)), tall = IsFlush(shot.Bitmap, x, bottom, layer);
                Operation operation = _page.Ink.Rows[row].Trace!.Value.Operation(layer);
                if (operation == Operation.Copy) copies++;
                Assert.Equal(operation != Operation.Copy, low);
                Assert.Equal(operation == Operation.Flush, tall);
            }
        }

        Assert.True(copies > 100);
    }

    [Fact]
    public void PenLane_HasTheInksColoursAndAGapAtEachPenUp()
    {
        using var screen = new Offscreen(1280, 800);
        using Screenshot shot = Draw(screen, _page);
        int y = (int)_page.Layout.Bottom(ScoreLayout.PenLane) - 4;
        for (int row = _page.View.First; row < _page.View.End; row++)
        {
            int x = (int)_page.Layout.XOf(row, _page.View.End);
            Assert.Equal(Offscreen.Pixel(_page.Paint.Of(row, _page.Ink.Rows[row])), shot.Bitmap.GetPixel(x, y));
            Assert.Equal(_page.Ink.Rows[row].Offset.PenUp, shot.Bitmap.GetPixel(x + 2, y) == Offscreen.Pixel(Palette.Light.Paper));
        }
    }

    [Fact]
    public void Drawing_AllocatesNothing()
    {
        _page.View.Layout = _page.Layout with { Y = 62 };
        using var screen = new Offscreen(1280, 180);
        var meter = new LiveMeter();
        screen.AssertFramesAllocateNothing((ui, frame) =>
        {
            _page.Point(_page.Ink.Rows.Count - 10 - frame % 60, frame % 3);
            if (frame % 10 == 0) meter.CountFrame(frame, _page.Ink);
            ScorePanel.Draw(ui, _page.Paint, _page.View, _page.Ink.RowSpan, ScoredPage.NoNames, text: "", meter);
            ScoreTip.Draw(ui, _page.Paint.Palette, _page.View, _page.Ink.RowSpan, ScoredPage.NoNames, meter, letters: "");
        });
    }

    [Theory]
    [InlineData("light", 1f)]
    [InlineData("dark", 1.25f)]
    public void Score_MatchesTheGoldenImage(string name, float scale)
    {
        ScoredPage page = new ScoredPage(width: 960).Write();
        page.Point(page.Ink.Rows.Count - 60, 1);
        Palette palette = name == "light" ? Palette.Light : Palette.Dark;
        page.Paint.Choose(palette, new ColourScheme(ColourMode.Segments, 1), page.Ink.TracedRows);
        using var screen = new Offscreen((int)(960 * scale), (int)(210 * scale));
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        PageLayout sheet = PageLayout.Fit(960, 260, 25, new PanelRoom(0, page.Layout.Height)) with { Lines = 0, ActiveLine = -1 };
        screen.Draw(sheet, palette, scale).Dispose();
        page.View.Layout = ScoreLayout.On(sheet, 3, scale);
        var meter = new LiveMeter();
        meter.CountFrame(1, page.Ink);
        ui.Begin(screen.View(scale));
        ScorePanel.Draw(ui, page.Paint, page.View, page.Ink.RowSpan, ScoredPage.NoNames, text: "", meter);
        ScoreTip.Draw(ui, palette, page.View, page.Ink.RowSpan, ScoredPage.NoNames, meter, letters: "");
        ui.End();
        using Screenshot shot = screen.Take();
        GoldenImage.AssertMatches(shot, $"score-{name}");
    }

    private static Screenshot Draw(Offscreen screen, ScoredPage page) => screen.Draw(
        Palette.Light.Paper,
        ui => ScorePanel.Draw(ui, page.Paint, page.View, page.Ink.RowSpan, ScoredPage.NoNames, text: "", new LiveMeter()));

    private static bool IsMark(SKColor colour) => colour != Offscreen.Pixel(Palette.Light.Paper);

    /// <summary>Whether a column has the colour of the layer from bottom to top, apart from the curve.</summary>
    private static bool IsFlush(SKBitmap bitmap, int x, int bottom, int layer) =>
        Enumerable.Range(bottom - 18, 16)
            .Count(y => bitmap.GetPixel(x - 1, y) == Offscreen.Pixel(Palette.Light.Ink.Of(byModel: false, layer + 1))) > 10;
}
