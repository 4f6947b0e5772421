using System.Reflection;
using HmRnnInk.App.Canvas;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Compares an image with the one in <c>golden/</c>.</summary>
/// <remarks>
/// Drivers round the blending of 8-bit colours and the edges of an antialiased shape differently: by one or two steps over a picture, by
/// more in single pixels of an edge. So the mean difference of all channels may be 2/255, and 0.5 % of the pixels may differ by more than
/// 16/255. A stroke that is half a pixel off, a missing cap or a dark join breaks the second. A label is a small share of a large picture,
/// so within each tile of 32×32 pixels 6 % may differ by more than 48/255: a missing word breaks that. <see cref="GoldenImageTests"/>
/// checks that the limits notice such faults.
/// </remarks>
internal static class GoldenImage
{
    private const double MeanSteps = 2;
    private const int PixelSteps = 16;
    private const double PixelShare = 0.005;
    private const int TilePixels = 32, TileSteps = 48;
    private const double TileShare = 0.06;

    public static void AssertMatches(Screenshot shot, string name)
    {
        string folder = typeof(GoldenImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "GoldenImages").Value!;
        string golden = Path.Combine(folder, name + ".png");
        string actual = Path.Combine(AppContext.BaseDirectory, "golden-actual", name + ".png");
        shot.Save(actual);
        Assert.True(File.Exists(golden), $"There is no '{golden}'. Look at '{actual}', and if it is right, copy it there.");
        using SKBitmap expected = SKBitmap.Decode(golden);
        string? difference = Difference(expected, shot.Bitmap);
        Assert.True(difference is null, $"'{golden}' and '{actual}' differ: {difference}");
    }

    /// <returns>The end of the name of an image at a scale, such as <c>@1.25</c>; nothing for 1.</returns>
    public static string Suffix(float scale) =>
        scale == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@{scale}");

    /// <returns>Null if the images agree within the tolerance, otherwise the difference.</returns>
    public static string? Difference(SKBitmap expected, SKBitmap actual)
    {
        if ((expected.Width, expected.Height) != (actual.Width, actual.Height))
            return $"{actual.Width}×{actual.Height} pixels instead of {expected.Width}×{expected.Height}";
        long sum = 0;
        int wrong = 0;
        // Tiles overlap by half, so that a word does not lie in two of them.
        const int Half = TilePixels / 2;
        int across = (expected.Width + Half - 1) / Half, down = (expected.Height + Half - 1) / Half;
        int[,] far = new int[across, down];
        for (int y = 0; y < expected.Height; y++)
        {
            for (int x = 0; x < expected.Width; x++)
            {
                SKColor a = expected.GetPixel(x, y), b = actual.GetPixel(x, y);
                int red = Math.Abs(a.Red - b.Red), green = Math.Abs(a.Green - b.Green), blue = Math.Abs(a.Blue - b.Blue);
                sum += red + green + blue;
                int maximum = Math.Max(red, Math.Max(green, blue));
                if (maximum > PixelSteps) wrong++;
                if (maximum > TileSteps) far[x / Half, y / Half]++;
            }
        }

        int pixels = expected.Width * expected.Height;
        double mean = sum / (3.0 * pixels), share = (double)wrong / pixels;
        for (int x = 0; x < across; x++)
        {
            for (int y = 0; y < down; y++)
            {
                int right = Math.Min(x + 1, across - 1), below = Math.Min(y + 1, down - 1);
                int inTile = far[x, y] + (right > x ? far[right, y] : 0) + (below > y ? far[x, below] : 0)
                    + (right > x && below > y ? far[right, below] : 0);
                if (inTile > TileShare * TilePixels * TilePixels)
                    return $"{inTile} pixels of the tile at {x * Half}, {y * Half} by more than {TileSteps}/255 "
                        + $"(at most {TileShare * TilePixels * TilePixels:0})";
            }
        }

        return mean <= MeanSteps && share <= PixelShare
            ? null
            : $"mean {mean:0.00}/255 (at most {MeanSteps}), {share:P2} of the pixels by more than {PixelSteps}/255 "
                + $"(at most {PixelShare:P1})";
    }
}
