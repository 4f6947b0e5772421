using HmRnnInk.App.Canvas.Text;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

public class UiRendererTests
{
    private const uint Black = 0x000000FF, White = 0xFFFFFFFF;

    [Fact]
    public void TabularFigures_AreEquallyWide()
    {
        using var screen = new Offscreen(8, 8);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        Assert.Equal(ui.Measure("888.8", 12, tabular: true), ui.Measure("111.1", 12, tabular: true), 0.001f);
        Assert.True(ui.Measure("111.1", 12) < ui.Measure("888.8", 12));
    }

    [Fact]
    public void SemiBold_IsBolder()
    {
        Assert.True(Ink("weight", FontWeight.SemiBold).Area > 1.15 * Ink("weight", FontWeight.Regular).Area);
    }

    [Fact]
    public void AlignedText_HasItsEdgeOrCentreAtThePosition()
    {
        (_, int left, int right) = Ink("HIH", FontWeight.Regular, TextAlign.Right);
        Assert.InRange(right, 97, 100);
        (_, int centredLeft, int centredRight) = Ink("HIH", FontWeight.Regular, TextAlign.Centre);
        Assert.Equal(100, (centredLeft + centredRight + 1) / 2.0, 1.0);
        (_, int leftLeft, int leftRight) = Ink("HIH", FontWeight.Regular, TextAlign.Left);
        Assert.InRange(leftLeft, 100, 103);
        Assert.Equal(right - left, leftRight - leftLeft, 1.0);
    }

    [Fact]
    public void MoreGlyphsThanTheAtlasHolds_AllAreDrawn()
    {
        using var screen = new Offscreen(400, 90);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        ui.Begin(screen.View());
        for (float size = 40; size < 76; size += 0.5f) ui.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0, 3000, size, Black);
        ui.End();

        screen.Clear(White);
        ui.Begin(screen.View());
        ui.Text("ABCDEFG", 4, 70, 60, Black);
        ui.End();
        using Screenshot after = screen.Take();

        using Screenshot expected = screen.Draw(White, fresh => fresh.Text("ABCDEFG", 4, 70, 60, Black));
        Assert.True(expected.Bitmap.GetPixelSpan().SequenceEqual(after.Bitmap.GetPixelSpan()));
    }

    [Fact]
    public void Rectangle_CoversItsAreaLessItsCorners()
    {
        using var screen = new Offscreen(80, 60);
        using Screenshot shot = screen.Draw(White, ui => ui.Rect(5, 5, 30, 20, 6, Black), scale: 2);
        double area = 60 * 40 - (4 - Math.PI) * 12 * 12;
        Assert.InRange(Area(shot.Bitmap), area * 0.99, area * 1.01);
    }

    private static (double Area, int Left, int Right) Ink(string text, FontWeight weight, TextAlign align = TextAlign.Left)
    {
        using var screen = new Offscreen(200, 40);
        using Screenshot shot = screen.Draw(White, ui => ui.Text(text, 100, 28, 20, Black, weight, align));
        int[] columns = [.. Enumerable.Range(0, 200).Where(x => Enumerable.Range(0, 40).Any(y => shot.Bitmap.GetPixel(x, y).Red < 128))];
        return (Area(shot.Bitmap), columns[0], columns[^1]);
    }

    private static double Area(SKBitmap bitmap) =>
        Enumerable.Range(0, bitmap.Width * bitmap.Height).Sum(i => (255 - bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width).Red) / 255.0);
}
