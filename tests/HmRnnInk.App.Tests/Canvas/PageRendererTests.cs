using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

public class PageRendererTests
{
    private static readonly Palette Plain = Palette.Light with { GrainSteps = 0 };

    [Theory]
    [InlineData(1f)]
    [InlineData(1.25f)]
    [InlineData(1.5f)]
    [InlineData(2f)]
    public void Rules_LieOnTheBaselinesAtEveryScale(float scale)
    {
        using var screen = new Offscreen((int)(400 * scale), (int)(300 * scale));
        PageLayout layout = PageLayout.Fit(400, 300, 16) with { ActiveLine = 1 };
        using Screenshot shot = screen.Draw(layout, Plain, scale);
        int column = (int)(200 * scale);
        for (int line = 0; line < layout.Lines; line++)
        {
            // The darkest row near a baseline is the one that the baseline crosses or touches.
            int row = (int)MathF.Round(layout.Baseline(line) * scale);
            int darkest = Enumerable.Range(row - 5, 11).MinBy(y => Lightness(shot.Bitmap.GetPixel(column, y)));
            Assert.InRange(darkest, row - 1, row + 1);
            Assert.True(Lightness(shot.Bitmap.GetPixel(column, darkest)) < Lightness(shot.Bitmap.GetPixel(column, row - 5)) - 5);
        }
    }

    [Fact]
    public void GuideLines_ShowTheXHeightOnTheActiveLineOnly()
    {
        using var screen = new Offscreen(400, 300);
        PageLayout layout = PageLayout.Fit(400, 300, 16) with { ActiveLine = 1 };
        Assert.True(layout.Lines >= 2);
        using Screenshot shot = screen.Draw(layout, Plain);
        Assert.True(LineInk(shot.Bitmap, (int)(layout.Baseline(1) - 16)) > 300);
        Assert.InRange(LineInk(shot.Bitmap, (int)(layout.Baseline(0) - 16)), -100, 100);
    }

    [Fact]
    public void Margins_AreMarked()
    {
        using var screen = new Offscreen(400, 300);
        PageLayout layout = PageLayout.Fit(400, 300, 16) with { ActiveLine = -1 };
        using Screenshot shot = screen.Draw(layout, Plain);
        foreach (float margin in (float[])[layout.LeftMargin, layout.RightMargin])
        {
            int[] redness = [.. Enumerable.Range((int)margin - 4, 9).Select(x =>
                Enumerable.Range(60, 100).Sum(y => shot.Bitmap.GetPixel(x, y).Red - shot.Bitmap.GetPixel(x, y).Green))];
            Assert.Equal(redness.Max(), redness[3..6].Max());
            Assert.True(redness.Max() > redness[0] + 500);
        }
    }

    [Fact]
    public void Grain_IsSubtleAndKeepsThePapersColour()
    {
        using var screen = new Offscreen(400, 300);
        PageLayout layout = PageLayout.Fit(400, 300, 16) with { Lines = 0, ActiveLine = -1, LeftMargin = -100, RightMargin = -100 };
        using Screenshot shot = screen.Draw(layout, Palette.Light);
        double[] greens = [.. Enumerable.Range(0, 200 * 120).Select(i => (double)shot.Bitmap.GetPixel(100 + i % 200, 90 + i / 200).Green)];
        double mean = greens.Average(), deviation = Math.Sqrt(greens.Average(green => (green - mean) * (green - mean)));
        Assert.Equal((Palette.Light.Paper >> 16) & 255, mean, 2.0);
        Assert.InRange(deviation, 0.4, 2.5);
    }

    private static int Lightness(SKColor colour) => colour.Red + colour.Green + colour.Blue;

    /// <summary>
    /// How much darker a row of pixels, or one next to it, is than the paper six rows above: the sum over 150 pixels and three channels.
    /// </summary>
    private static int LineInk(SKBitmap bitmap, int row) => Enumerable.Range(-1, 3).Max(near => Enumerable.Range(100, 150).Sum(x =>
        Lightness(bitmap.GetPixel(x, row - 6)) - Lightness(bitmap.GetPixel(x, row + near))));
}
