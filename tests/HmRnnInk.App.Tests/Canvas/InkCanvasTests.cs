using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

public class InkCanvasTests
{
    private const int Width = 320, Height = 240;

    // More than one buffer, and well into the next.
    private static readonly int Segments = InkRenderer.ChunkSegments + 700;

    private static readonly PageLayout Layout = PageLayout.Fit(Width, Height, 16);

    [Fact]
    public void InkInPieces_LooksAsInOne()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(Segments);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        for (int start = 0; start < ink.Length; start += 401)
        {
            canvas.Append(ink.AsSpan(start, Math.Min(401, ink.Length - start)));
            canvas.Draw(screen.View(), Layout, Palette.Light);
        }

        AssertLooksAs(screen, canvas, ink);
    }

    [Fact]
    public void Undo_LooksAsBefore()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(Segments);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(3000);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        Assert.Equal(3000, canvas.Count);
        AssertLooksAs(screen, canvas, ink[..3000]);
    }

    [Fact]
    public void ReplacedHulls_LookAsIfDrawnFirst_UnderTheInk()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(800);
        InkSegment[] hulls = [.. ink.Select(segment => segment with { Width = 20, Colour = 0xD3E5F6FF })];
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.ReplaceHulls(1, 0, hulls);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.ReplaceHulls(0, 0, hulls[..40]);
        canvas.ReplaceHulls(1, 300, hulls[..500]);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        using Screenshot piecewise = screen.Take();

        using var whole = new InkCanvas(screen.Gl, screen.Shaders);
        whole.ReplaceHulls(0, 0, hulls[..40]);
        whole.ReplaceHulls(1, 0, hulls[..500]);
        whole.Append(ink);
        whole.Draw(screen.View(), Layout, Palette.Light);
        using Screenshot once = screen.Take();
        Assert.Equal(once.Bitmap.Bytes, piecewise.Bitmap.Bytes);
        Assert.Contains(new SKColor(0xD3, 0xE5, 0xF6), once.Bitmap.Pixels);
    }

    [Fact]
    public void ReplacedInk_LooksAsIfWrittenSo()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(Segments);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);

        // Across the border of two buffers, with some of the ink moved as well.
        int index = InkRenderer.ChunkSegments - 20;
        for (int i = index; i < index + 40; i++)
            ink[i] = ink[i] with { Colour = 0xDF0A5FFF, Width = 5, Y0 = ink[i].Y0 + i % 3 };
        canvas.TruncateTo(index);
        canvas.Append(ink.AsSpan(index));
        canvas.Draw(screen.View(), Layout, Palette.Light);
        AssertLooksAs(screen, canvas, ink);
    }

    [Fact]
    public void UndoAndNewInkInOneFrame_LooksAsIfWrittenSo()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(Segments);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(InkRenderer.ChunkSegments - 5);
        InkSegment[] more = [.. ink[..300].Select(segment => segment with { Y0 = segment.Y0 + 9, Y1 = segment.Y1 + 9 })];
        canvas.Append(more);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        InkSegment[] expected = [.. ink[..(InkRenderer.ChunkSegments - 5)], .. more];
        AssertLooksAs(screen, canvas, expected);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1.25f)]
    [InlineData(2f)]
    public void GuidesOnAnotherLine_LookAsIfDrawnThereFirst(float scale)
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        InkSegment[] ink = Ink(800);
        PageLayout layout = PageLayout.Fit(Width, Height, 12) with { ActiveLine = 0 };
        Assert.True(layout.Lines > 1);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(scale), layout, Palette.Light);
        AssertLooksAs(screen, canvas, ink, layout with { ActiveLine = 1 }, scale);
        AssertLooksAs(screen, canvas, ink, layout with { ActiveLine = -1 }, scale);
        AssertLooksAs(screen, canvas, ink, layout, scale);
    }

    [Fact]
    public void GuidesOnAnotherLine_ComeInSomeFrames_WhereThePageIsFull()
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        InkSegment[] ink = Ink(800);
        PageLayout layout = PageLayout.Fit(Width, Height, 12) with { ActiveLine = 0 };
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders) { WorkPerFrame = 20_000 };
        canvas.Append(ink);
        canvas.Draw(screen.View(), layout, Palette.Light);
        layout = layout with { ActiveLine = 1 };
        int frames = 0;
        do
        {
            canvas.Draw(screen.View(), layout, Palette.Light);
            Assert.False(canvas.IsRedrawing); // only the guides are redrawn
            frames++;
        }
        while (!canvas.IsSettled);

        Assert.InRange(frames, 2, 6);
        AssertLooksAs(screen, canvas, ink, layout);
    }

    [Fact]
    public void Export_ShowsTheSheetWithItsInkAndNothingElse()
    {
        using var screen = new Offscreen(Width, Height);
        Palette palette = Palette.Light with { GrainSteps = 0, Desk = 0x00FF00FF };
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append([new InkSegment(Layout.X + 30, Layout.Y + 20, Layout.X + 90, Layout.Y + 20, 8, 0xAA370AFF, 0)]);
        canvas.Draw(screen.View(), Layout, palette);
        using Screenshot before = screen.Take();
        using Screenshot file = canvas.Export(Layout, Layout.Around(PageArea.Empty), palette, 2);
        Assert.Equal(((int)(Layout.Width * 2), (int)(Layout.Height * 2)), (file.Bitmap.Width, file.Bitmap.Height));
        Assert.Equal(new SKColor(0xAA, 0x37, 0x0A), file.Bitmap.GetPixel(120, 40));
        Assert.All(file.Bitmap.Pixels, pixel => Assert.True(pixel.Red > 60));

        // The picture of the window is still bound and unchanged.
        using Screenshot after = screen.Take();
        Assert.True(before.Bitmap.GetPixelSpan().SequenceEqual(after.Bitmap.GetPixelSpan()));
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.25f, 1f)]
    [InlineData(2f, 1.5f)]
    public void ScrolledPage_LooksAsIfDrawnThere(float scale, float zoom)
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        InkSegment[] ink = Ink(2000);
        PageLayout layout = PageLayout.Fit(Width, Height, 12).LongEnoughFor(12);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        foreach (int y in (int[])[0, 3, 40, 41, 300, 290, 0])
        {
            float unit = scale * zoom;
            PageView view = screen.View(scale, zoom) with
            {
                OriginX = MathF.Round(13 * unit) / unit,
                OriginY = MathF.Round(y * scale) / unit
            };
            canvas.Draw(view, layout, Palette.Light);
            using Screenshot actual = screen.Take();
            using var fresh = new InkCanvas(screen.Gl, screen.Shaders);
            fresh.Append(ink);
            fresh.Draw(view, layout, Palette.Light);
            using Screenshot expected = screen.Take();

            // At another origin, fractions of a pixel are rounded differently.
            ReadOnlySpan<byte> one = expected.Bitmap.GetPixelSpan(), other = actual.Bitmap.GetPixelSpan();
            for (int index = 0; index < one.Length; index++) Assert.InRange(other[index] - one[index], -3, 3);
        }
    }

    [Fact]
    public void PageTooLargeForAFrame_IsDrawnOverSeveral()
    {
        using var screen = new Offscreen(Width, Height);
        InkSegment[] ink = Ink(Segments);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders) { WorkPerFrame = 100_000 };
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        Assert.True(canvas.IsSettled); // there was no picture to show meanwhile
        canvas.Draw(screen.View(), Layout, Palette.Dark);
        Assert.False(canvas.IsSettled);
        canvas.TruncateTo(ink.Length - 30);
        canvas.Append(ink[..20]); // more ink is written
        int frames = 0;
        for (; !canvas.IsSettled; frames++)
        {
            Assert.True(frames < 100);
            canvas.Draw(screen.View(), Layout, Palette.Dark);
        }

        Assert.InRange(frames, 2, 20);
        using Screenshot actual = screen.Take();
        using var whole = new InkCanvas(screen.Gl, screen.Shaders);
        whole.Append([.. ink[..^30], .. ink[..20]]);
        whole.Draw(screen.View(), Layout, Palette.Dark);
        using Screenshot expected = screen.Take();
        Assert.True(expected.Bitmap.GetPixelSpan().SequenceEqual(actual.Bitmap.GetPixelSpan()));
    }

    [Fact]
    public void Cleared_ShowsThePage()
    {
        using var screen = new Offscreen(Width, Height);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(Ink(500));
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(0);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        AssertLooksAs(screen, canvas, []);
    }

    [Fact]
    public void FrameWithNewAndRecolouredInk_AllocatesNothing()
    {
        using var screen = new Offscreen(Width, Height);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        InkSegment[] ink = Ink(Segments);
        PageView view = screen.View();
        canvas.Append(ink);
        canvas.TruncateTo(1000);
        long before = 0;
        for (int frame = 0; frame < 200; frame++)
        {
            // The first frames fill caches and are still being compiled.
            if (frame == 100) before = GC.GetAllocatedBytesForCurrentThread();
            canvas.Append(ink.AsSpan(1000 + frame * 4, 4));
            canvas.TruncateTo(canvas.Count - 12);
            canvas.Append(ink.AsSpan(0, 12));
            canvas.Draw(view, Layout, Palette.Light);
            ui.Begin(view);
            ui.Rect(10, 10, 60, 20, 4, 0xFFFFFFFF, 0x00000080);
            ui.Text("1234 steps/s", 12, 24, 12, 0x000000FF, tabular: true);
            ui.End();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        // A frame that scrolls allocates nothing either.
        PageLayout longer = Layout.LongEnoughFor(12);
        for (int frame = 0; frame < 100; frame++)
        {
            if (frame == 50) before = GC.GetAllocatedBytesForCurrentThread();
            canvas.Draw(view with { OriginY = frame }, longer, Palette.Light);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static InkSegment[] Ink(int count)
    {
        var random = new Random(7);
        var ink = new InkSegment[count];
        float x = Width / 2f, y = Height / 2f;
        for (int i = 0; i < count; i++)
        {
            float nextX = Math.Clamp(x + random.NextSingle() * 16 - 8, 0, Width),
                nextY = Math.Clamp(y + random.NextSingle() * 16 - 8, 0, Height);
            uint colour = InkColours.OnLight.Of(i % 2 == 0, i % 5) & 0xFFFFFF00 | (i % 3 == 0 ? 0x80u : 0xFFu);
            ink[i] = new InkSegment(x, y, nextX, nextY, 1 + i % 4, colour, i % 5);
            if (i % 50 != 0) (x, y) = (nextX, nextY);
        }

        return ink;
    }

    private static void AssertLooksAs(Offscreen screen, InkCanvas canvas, InkSegment[] ink, PageLayout? layout = null, float scale = 1)
    {
        layout ??= Layout;
        canvas.Draw(screen.View(scale), layout, Palette.Light);
        using Screenshot actual = screen.Take();
        using var fresh = new InkCanvas(screen.Gl, screen.Shaders);
        fresh.Append(ink);
        fresh.Draw(screen.View(scale), layout, Palette.Light);
        using Screenshot expected = screen.Take();
        Assert.True(expected.Bitmap.GetPixelSpan().SequenceEqual(actual.Bitmap.GetPixelSpan()));
    }
}
