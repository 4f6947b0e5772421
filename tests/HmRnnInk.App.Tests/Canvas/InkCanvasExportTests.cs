using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using SkiaSharp;
using static HmRnnInk.App.Tests.Canvas.ExampleInk;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>The picture file of a page.</summary>
public class InkCanvasExportTests
{
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
}
