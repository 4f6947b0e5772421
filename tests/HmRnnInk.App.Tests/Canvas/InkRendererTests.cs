using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

public class InkRendererTests
{
    private const uint Black = 0x000000FF;

    [Theory]
    [InlineData(20, 20, 60, 20, 8)]
    [InlineData(20.3f, 31.7f, 71.9f, 44.2f, 6)]
    [InlineData(33.1f, 70.5f, 21.6f, 18.4f, 11)]
    [InlineData(50, 50, 50.5f, 50.5f, 9)]
    [InlineData(20.5f, 20, 60.5f, 20, 3)]
    public void Capsule_CoversItsArea(float x0, float y0, float x1, float y1, float width)
    {
        using var screen = new Offscreen(100, 100);
        using Screenshot shot = Draw(screen, 1, new Capsule(x0, y0, x1, y1, width, Black, 0));
        double length = Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
        double area = length * width + Math.PI * width * width / 4;
        Assert.InRange(Moments(shot.Bitmap).Area, area * 0.99, area * 1.01);
    }

    [Theory]
    [InlineData(0.25f)]
    [InlineData(0.6f)]
    public void LineThinnerThanAPixel_IsPalerButVisible(float width)
    {
        using var screen = new Offscreen(100, 40);
        using Screenshot shot = Draw(screen, 1, new Capsule(10, 20.3f, 90, 20.3f, width, Black, 0));
        Assert.InRange(Moments(shot.Bitmap).Area, 80 * width * 0.97, 82 * width * 1.03);
    }

    [Fact]
    public void Dot_IsRoundAndWhereItShouldBe()
    {
        using var screen = new Offscreen(64, 64);
        using Screenshot shot = Draw(screen, 1, new Capsule(31.25f, 32.75f, 31.25f, 32.75f, 20, Black, 0));
        (double area, double x, double y, double xx, double yy, double xy) = Moments(shot.Bitmap);
        Assert.InRange(area, Math.PI * 100 * 0.99, Math.PI * 100 * 1.01);
        Assert.Equal(31.25, x, 0.02);
        Assert.Equal(32.75, y, 0.02);

        // A disc's second moments are r²/4 each way and none across.
        Assert.Equal(25, xx, 0.3);
        Assert.Equal(25, yy, 0.3);
        Assert.Equal(0, xy, 0.1);
    }

    [Theory]
    [InlineData(0x000000FF, 0.35f)]
    [InlineData(0x000000FF, 2.9f)]
    [InlineData(0x00000080, 0.35f)]
    [InlineData(0x00000080, 2.9f)]
    public void StraightStrokeInManyPieces_IsNoDarkerThanInOne(uint colour, float piece)
    {
        using var screen = new Offscreen(120, 60);
        (float X, float Y) from = (12.3f, 17.2f), to = (107.6f, 41.9f);
        int pieces = (int)(98 / piece);
        (float, float) At(int i) => (from.X + (to.X - from.X) * i / pieces, from.Y + (to.Y - from.Y) * i / pieces);
        using Screenshot one = Draw(screen, 1, Line(from, to, 5, colour));
        using Screenshot many = Draw(screen, 1, [.. Enumerable.Range(0, pieces).Select(i => Line(At(i), At(i + 1), 5, colour))]);

        // Rounding to 8 bits at each piece adds up to a few steps where about fourteen pieces overlap.
        for (int y = 0; y < 60; y++)
            for (int x = 0; x < 120; x++)
                Assert.InRange(many.Bitmap.GetPixel(x, y).Red - one.Bitmap.GetPixel(x, y).Red, -6, 6);
    }

    [Fact]
    public void TranslucentJoins_AreNoDarkerThanOneCoat()
    {
        using var screen = new Offscreen(120, 90);
        (float, float)[] corners = [(20, 20), (60, 70), (100, 20), (100, 60), (60, 20)];
        using Screenshot shot = Draw(
            screen, 1, [.. corners.Take(3).Zip(corners.Skip(1)).Select(ends => Line(ends.First, ends.Second, 12, 0x00000080))]);
        int darkest = Enumerable.Range(0, 120 * 90).Min(i => shot.Bitmap.GetPixel(i % 120, i / 120).Red);
        Assert.InRange(darkest, 126, 129);
    }

    [Theory]
    [InlineData(nameof(InkBlend.Darken), 255, 0x40)]
    [InlineData(nameof(InkBlend.Lighten), 0, 0xC0)]
    public void MarkerThatCrossesItself_IsOneCoatAndLeavesInkBelowAsItIs(string blendName, byte page, byte marker)
    {
        InkBlend blend = Enum.Parse<InkBlend>(blendName);
        using var screen = new Offscreen(120, 90);
        using var ink = new InkRenderer(screen.Gl, screen.Shaders);
        screen.Clear(page, page, page);
        byte below = blend == InkBlend.Darken ? (byte)0x10 : (byte)0xF0;
        ink.Append([new Capsule(10, 45, 110, 45, 10, (uint)(below << 24 | below << 16 | below << 8 | 255), 0)]);
        (float, float)[] corners = [(20, 20), (60, 70), (100, 20), (100, 60), (60, 20), (20, 60)];
        ink.Append([.. corners.Zip(corners.Skip(1)).Select(ends =>
            Line(ends.First, ends.Second, 14, (uint)(marker << 24 | marker << 16 | marker << 8 | 255)))]);
        ink.Draw(screen.View(), 0, 1);
        ink.Draw(screen.View(), 1, ink.Count, blend);
        using Screenshot shot = screen.Take();
        byte[] seen = [.. shot.Bitmap.Pixels.Select(pixel => pixel.Red)];
        Assert.Contains(marker, seen);
        Assert.All(seen, value => Assert.InRange(value, Math.Min(below, page), Math.Max(below, page)));
        for (int x = 20; x < 100; x++) Assert.Equal(below, shot.Bitmap.GetPixel(x, 45).Red);
        int between = seen.Count(value => value != page && value != marker && value != below); // soft edges only
        Assert.InRange(between, 1, seen.Count(value => value == marker));

        // Ink that is drawn next lies on top as usual.
        ink.Draw(screen.View(), 0, 1);
        using Screenshot after = screen.Take();
        Assert.Equal(below, after.Bitmap.GetPixel(60, 45).Red);
    }

    [Fact]
    public void DoubleScale_IsDoubleSize()
    {
        Capsule[] capsules = Scribble.Of(12, 70, 30, 8, byModel: true, 4);
        capsules = [.. capsules.Select(capsule => capsule with { Colour = Black })];
        (double area, double x, double y) = Measure(150, 100, scale: 1);
        (double area2, double x2, double y2) = Measure(300, 200, scale: 2);
        Assert.InRange(area2, 4 * area * 0.99, 4 * area * 1.01);
        Assert.Equal(2 * x, x2, 0.1);
        Assert.Equal(2 * y, y2, 0.1);

        (double Area, double X, double Y) Measure(int width, int height, float scale)
        {
            using var screen = new Offscreen(width, height);
            using Screenshot shot = Draw(screen, scale, capsules);
            var moments = Moments(shot.Bitmap);
            return (moments.Area, moments.X, moments.Y);
        }
    }

    [Fact]
    public void Colour_IsRedGreenBlueAlpha()
    {
        using var screen = new Offscreen(40, 40);
        using Screenshot shot = Draw(screen, 1, new Capsule(5, 20, 35, 20, 20, 0x336699FF, 0));
        Assert.Equal(new SKColor(0x33, 0x66, 0x99), shot.Bitmap.GetPixel(20, 20));
    }

    [Fact]
    public void ColourThatChanges_LiesOnTopAsInSvg()
    {
        using var screen = new Offscreen(60, 40);
        using Screenshot shot = Draw(
            screen, 1, new Capsule(10, 20, 30, 20, 10, 0xFF0000FF, 1), new Capsule(30, 20, 50, 20, 10, 0x0000FFFF, 2));
        Assert.Equal(new SKColor(255, 0, 0), shot.Bitmap.GetPixel(23, 20));
        Assert.Equal(new SKColor(0, 0, 255), shot.Bitmap.GetPixel(27, 20));
        Assert.Equal(new SKColor(0, 0, 255), shot.Bitmap.GetPixel(33, 20));
    }

    [Fact]
    public void DotAtTheStart_IsDrawn()
    {
        // There is nothing before the first capsule of a buffer, so whatever the buffer contains must not hide it.
        using var screen = new Offscreen(20, 20);
        using Screenshot shot = Draw(screen, 1, new Capsule(0, 0, 0, 0, 12, Black, 0));
        Assert.Equal(0, shot.Bitmap.GetPixel(1, 1).Red);
    }

    private static Capsule Line((float X, float Y) from, (float X, float Y) to, float width, uint colour) =>
        new(from.X, from.Y, to.X, to.Y, width, colour, 0);

    private static Screenshot Draw(Offscreen screen, float scale, params Capsule[] capsules)
    {
        using var ink = new InkRenderer(screen.Gl, screen.Shaders);
        ink.Append(capsules);
        screen.Clear(255, 255, 255);
        ink.Draw(screen.View(scale));
        return screen.Take();
    }

    /// <summary>Measures black ink on white: its area in pixels, its centre and its second moments.</summary>
    private static (double Area, double X, double Y, double XX, double YY, double XY) Moments(SKBitmap bitmap)
    {
        double area = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++)
            {
                double coverage = (255 - bitmap.GetPixel(column, row).Red) / 255.0, px = column + 0.5, py = row + 0.5;
                area += coverage;
                x += coverage * px;
                y += coverage * py;
                xx += coverage * px * px;
                yy += coverage * py * py;
                xy += coverage * px * py;
            }
        }

        (x, y) = (x / area, y / area);
        return (area, x, y, xx / area - x * x, yy / area - y * y, xy / area - x * y);
    }
}
