using static HmRnnInk.App.Tests.Canvas.ExampleInk;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>What a frame draws anew: the page after scrolling, its guide lines, and a page that is too large for one frame.</summary>
public class InkCanvasFrameTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(1.25f)]
    [InlineData(2f)]
    public void GuideLinesOnAnotherLine_LookAsIfDrawnThereAtFirst(float scale)
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        Capsule[] ink = RandomInk(800);
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
    public void GuideLinesOnAnotherLineOfAFullPage_AreDrawnOverSeveralFrames()
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        Capsule[] ink = RandomInk(800);
        PageLayout layout = PageLayout.Fit(Width, Height, 12) with { ActiveLine = 0 };
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders) { WorkPerFrame = 20_000 };
        canvas.Append(ink);
        canvas.Draw(screen.View(), layout, Palette.Light);
        layout = layout with { ActiveLine = 1 };
        canvas.Draw(screen.View(), layout, Palette.Light);
        using Screenshot first = screen.Take();
        for (int frame = 1; frame < 6; frame++)
        {
            canvas.Draw(screen.View(), layout, Palette.Light);
            Assert.False(canvas.IsRedrawing); // only the guide lines are redrawn
        }

        using Screenshot last = screen.Take();
        Assert.NotEqual(first.Bitmap.Bytes, last.Bitmap.Bytes);
        AssertLooksAs(screen, canvas, ink, layout);
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.25f, 1f)]
    [InlineData(2f, 1.5f)]
    public void ScrolledPage_LooksAsIfDrawnThere(float scale, float zoom)
    {
        using var screen = new Offscreen(Width * 2, Height * 2);
        Capsule[] ink = RandomInk(2000);
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
            ReadOnlySpan<byte> wanted = expected.Bitmap.GetPixelSpan(), drawn = actual.Bitmap.GetPixelSpan();
            for (int index = 0; index < wanted.Length; index++) Assert.InRange(drawn[index] - wanted[index], -3, 3);
        }
    }

    [Fact]
    public void PageTooLargeForAFrame_IsDrawnOverSeveral()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(SeveralBuffers);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders) { WorkPerFrame = 100_000 };
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        Assert.False(canvas.IsRedrawing); // there was no picture to show meanwhile
        canvas.Draw(screen.View(), Layout, Palette.Dark);
        Assert.True(canvas.IsRedrawing);
        canvas.TruncateTo(ink.Length - 30);
        canvas.Append(ink[..20]); // more ink is written
        int frames = 0;
        for (; canvas.IsRedrawing; frames++)
        {
            Assert.True(frames < 100);
            canvas.Draw(screen.View(), Layout, Palette.Dark);
        }

        Assert.InRange(frames, 2, 20);
        AssertLooksAs(screen, canvas, [.. ink[..^30], .. ink[..20]], palette: Palette.Dark);
    }

    [Fact]
    public void FrameWithNewAndRecolouredInk_AllocatesNothing()
    {
        using var screen = new Offscreen(Width, Height);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        Capsule[] ink = RandomInk(SeveralBuffers);
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
}
