using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.Ink;
using SkiaSharp;
using static HmRnnInk.App.Tests.Canvas.ExampleInk;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Ink that is appended, removed and replaced looks the same as when its final state is drawn at once.</summary>
public class InkCanvasTests
{
    [Fact]
    public void InkAppendedInPieces_LooksAsIfAppendedAtOnce()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(SeveralBuffers);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        for (int start = 0; start < ink.Length; start += 401)
        {
            canvas.Append(ink.AsSpan(start, Math.Min(401, ink.Length - start)));
            canvas.Draw(screen.View(), Layout, Palette.Light);
        }

        AssertLooksAs(screen, canvas, ink);
    }

    [Fact]
    public void Undo_LeavesNoTrace()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(SeveralBuffers);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(3000);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        Assert.Equal(3000, canvas.Count);
        AssertLooksAs(screen, canvas, ink[..3000]);
    }

    [Fact]
    public void ReplacedHulls_LookAsIfDrawnAtFirst_UnderTheInk()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(800);
        Capsule[] hulls = [.. ink.Select(capsule => capsule with { Width = 20, Colour = 0xD3E5F6FF })];
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
    public void ReplacedInk_LooksAsIfDrawnAtOnce()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(SeveralBuffers);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);

        // Across the border of two buffers, with some of the ink moved as well.
        int index = InkRenderer.ChunkCapsules - 20;
        for (int i = index; i < index + 40; i++)
            ink[i] = ink[i] with { Colour = 0xDF0A5FFF, Width = 5, Y0 = ink[i].Y0 + i % 3 };
        canvas.TruncateTo(index);
        canvas.Append(ink.AsSpan(index));
        canvas.Draw(screen.View(), Layout, Palette.Light);
        AssertLooksAs(screen, canvas, ink);
    }

    [Fact]
    public void UndoAndNewInkInOneFrame_LooksAsIfDrawnAtOnce()
    {
        using var screen = new Offscreen(Width, Height);
        Capsule[] ink = RandomInk(SeveralBuffers);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(InkRenderer.ChunkCapsules - 5);
        Capsule[] more = [.. ink[..300].Select(capsule => capsule with { Y0 = capsule.Y0 + 9, Y1 = capsule.Y1 + 9 })];
        canvas.Append(more);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        Capsule[] expected = [.. ink[..(InkRenderer.ChunkCapsules - 5)], .. more];
        AssertLooksAs(screen, canvas, expected);
    }

    [Fact]
    public void Cleared_ShowsThePage()
    {
        using var screen = new Offscreen(Width, Height);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(RandomInk(500));
        canvas.Draw(screen.View(), Layout, Palette.Light);
        canvas.TruncateTo(0);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        AssertLooksAs(screen, canvas, []);
    }
}
