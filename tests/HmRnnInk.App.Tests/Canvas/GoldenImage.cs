using System.Reflection;
using HmRnnInk.App.Canvas;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Compares an image with the one in <c>golden/</c>.</summary>
/// <remarks>
/// Drivers round the blending of 8-bit colours and the edges of an antialiased shape differently: by one or two steps over a picture, by
/// more in the odd pixel of an edge. So the mean difference of all channels may be 2/255, and 0.5 % of the pixels may differ by more than
/// 16/255. A stroke that is half a pixel off, a missing cap or a dark join breaks the second: <see cref="GoldenImageTests"/> holds it to
/// that.
/// </remarks>
internal static class GoldenImage
{
    private const double MeanSteps = 2;
    private const int PixelSteps = 16;
    private const double PixelShare = 0.005;

    public static void AssertMatches(Screenshot shot, string name)
    {
        string folder = typeof(GoldenImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "GoldenImages").Value!;
        string golden = Path.Combine(folder, name + ".png");
        string actual = Path.Combine(AppContext.BaseDirectory, "golden-actual", name + ".png");
        shot.Save(actual);
        Assert.True(File.Exists(golden), $"There is no '{golden}'. Look at '{actual}', and if it is right, copy it there.");
        using SKBitmap expected = SKBitmap.Decode(golden);
        Assert.True(Differ(expected, shot.Bitmap) is not { } difference,
            $"'{golden}' and '{actual}' differ: {Differ(expected, shot.Bitmap)}");
    }

    /// <returns>The suffix of the name of an image at a scale.</returns>
    public static string At(float scale) => scale == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@{scale}");

    /// <returns>Null if the images agree within the tolerance, otherwise the difference.</returns>
    public static string? Differ(SKBitmap expected, SKBitmap actual)
    {
        if ((expected.Width, expected.Height) != (actual.Width, actual.Height))
            return $"{actual.Width}×{actual.Height} pixels instead of {expected.Width}×{expected.Height}";
        long sum = 0;
        int wrong = 0;
        for (int y = 0; y < expected.Height; y++)
        {
            for (int x = 0; x < expected.Width; x++)
            {
                SKColor a = expected.GetPixel(x, y), b = actual.GetPixel(x, y);
                int red = Math.Abs(a.Red - b.Red), green = Math.Abs(a.Green - b.Green), blue = Math.Abs(a.Blue - b.Blue);
                sum += red + green + blue;
                if (Math.Max(red, Math.Max(green, blue)) > PixelSteps) wrong++;
            }
        }

        int pixels = expected.Width * expected.Height;
        double mean = sum / (3.0 * pixels), share = (double)wrong / pixels;
        return mean <= MeanSteps && share <= PixelShare
            ? null
            : $"mean {mean:0.00}/255 (at most {MeanSteps}), {share:P2} of the pixels by more than {PixelSteps}/255 "
                + $"(at most {PixelShare:P1})";
    }
}
