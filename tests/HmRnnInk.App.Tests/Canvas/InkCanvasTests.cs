using SkiaSharp;
using static HmRnnInk.App.Tests.Canvas.ExampleInk;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Ink that is appended, removed and replaced looks the same as when its final state is drawn at once; the picture file.</summary>
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

    [Theory]
    [InlineData(3000)]
    [InlineData(0)]
    public void Undo_LeavesNoTrace(int count)
    {
        Capsule[] ink = RandomInk(SeveralBuffers);
        AssertChangeLooksAsIfDrawnAtOnce(ink, ink[..count], canvas => canvas.TruncateTo(count));
    }

    [Fact]
    public void ReplacedInk_LooksAsIfDrawnAtOnce()
    {
        Capsule[] ink = RandomInk(SeveralBuffers), other = [.. ink];

        // Across the border of two buffers, with some of the ink moved as well.
        int index = InkRenderer.ChunkCapsules - 20;
        for (int i = index; i < index + 40; i++)
            other[i] = other[i] with { Colour = 0xDF0A5FFF, Width = 5, Y0 = other[i].Y0 + i % 3 };
        AssertChangeLooksAsIfDrawnAtOnce(ink, other, canvas =>
        {
            canvas.TruncateTo(index);
            canvas.Append(other.AsSpan(index));
        });
    }

    [Fact]
    public void UndoAndNewInkInOneFrame_LooksAsIfDrawnAtOnce()
    {
        const int Count = InkRenderer.ChunkCapsules - 5;
        Capsule[] ink = RandomInk(SeveralBuffers);
        Capsule[] more = [.. ink[..300].Select(capsule => capsule with { Y0 = capsule.Y0 + 9, Y1 = capsule.Y1 + 9 })];
        AssertChangeLooksAsIfDrawnAtOnce(ink, [.. ink[..Count], .. more], canvas =>
        {
            canvas.TruncateTo(Count);
            canvas.Append(more);
        });
    }

    [Fact]
    public void Export_ShowsTheSheetWithItsInkAndNothingElse()
    {
        using var screen = new Offscreen(Width, Height);
        Palette palette = Palette.Light with { GrainSteps = 0, Desk = 0x00FF00FF };
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append([new Capsule(Layout.X + 30, Layout.Y + 20, Layout.X + 90, Layout.Y + 20, 8, 0xAA370AFF, 0)]);
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

    /// <param name="change">Changes the ink of a canvas that has drawn it.</param>
    private static void AssertChangeLooksAsIfDrawnAtOnce(Capsule[] ink, Capsule[] expected, Action<InkCanvas> change)
    {
        using var screen = new Offscreen(Width, Height);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        canvas.Append(ink);
        canvas.Draw(screen.View(), Layout, Palette.Light);
        change(canvas);
        Assert.Equal(expected.Length, canvas.Count);
        AssertLooksAs(screen, canvas, expected);
    }
}
