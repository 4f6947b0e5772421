using System.Reflection;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Compares an image with the one in <c>golden/</c>.</summary>
/// <remarks>
/// Drivers round the blending of 8-bit colours and the edges of an antialiased shape differently: by one or two steps over a picture, by
/// more in single pixels of an edge. So the mean difference of all channels may be 2/255, and 0.5 % of the pixels may differ by more than
/// 16/255. A stroke that is half a pixel off, a missing cap or a dark join breaks the second. A label is a small share of a picture, but
/// its pixels touch: so at most four pixels that differ by more than 16/255 may touch. The smallest letters and signs have six.
/// <see cref="GoldenImageTests"/> checks that the limits notice such faults.
/// </remarks>
internal static class GoldenImage
{
    private const double MeanSteps = 2;
    private const int PixelSteps = 16;
    private const double PixelShare = 0.005;
    private const int LargestGroup = 4;

    /// <param name="largestGroup">
    /// How many pixels that differ may touch. Written ink needs more than panels: some golden images are older than changes that moved
    /// the ink by a fraction of a pixel.
    /// </param>
    public static void AssertMatches(Screenshot shot, string name, int largestGroup = LargestGroup)
    {
        string folder = typeof(GoldenImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "GoldenImages").Value!;
        string golden = Path.Combine(folder, name + ".png");
        string actual = Path.Combine(AppContext.BaseDirectory, "golden-actual", name + ".png");
        shot.Save(actual);
        Assert.True(File.Exists(golden), $"There is no '{golden}'. Look at '{actual}', and if it is right, copy it there.");
        using SKBitmap expected = SKBitmap.Decode(golden);
        string? difference = Difference(expected, shot.Bitmap, largestGroup);
        Assert.True(difference is null, $"'{golden}' and '{actual}' differ: {difference}");
    }

    /// <returns>The end of the name of an image at a scale, such as <c>@1.25</c>; nothing for 1.</returns>
    public static string Suffix(float scale) =>
        scale == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@{scale}");

    /// <returns>Null if the images agree within the tolerance, otherwise the difference.</returns>
    /// <inheritdoc cref="AssertMatches"/>
    public static string? Difference(SKBitmap expected, SKBitmap actual, int largestGroup = LargestGroup)
    {
        (int width, int height) = (expected.Width, expected.Height);
        if ((width, height) != (actual.Width, actual.Height))
            return $"{actual.Width}×{actual.Height} pixels instead of {width}×{height}";
        long sum = 0;
        HashSet<(int X, int Y)> wrong = [];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                SKColor a = expected.GetPixel(x, y), b = actual.GetPixel(x, y);
                int red = Math.Abs(a.Red - b.Red), green = Math.Abs(a.Green - b.Green), blue = Math.Abs(a.Blue - b.Blue);
                sum += red + green + blue;
                if (Math.Max(red, Math.Max(green, blue)) > PixelSteps) wrong.Add((x, y));
            }
        }

        double pixels = width * height, mean = sum / (3 * pixels), share = wrong.Count / pixels;
        if (mean > MeanSteps || share > PixelShare)
        {
            return $"mean {mean:0.00}/255 (at most {MeanSteps}), {share:P2} of the pixels by more than {PixelSteps}/255 "
                + $"(at most {PixelShare:P1})";
        }

        (int Size, (int X, int Y) At) largest = default;
        while (wrong.Count > 0)
        {
            (int X, int Y) first = wrong.First();
            int size = TakeGroup(wrong, first);
            if (size > largest.Size) largest = (size, first);
        }

        return largest.Size <= largestGroup
            ? null
            : $"{largest.Size} pixels at {largest.At.X}, {largest.At.Y} by more than {PixelSteps}/255 (at most {largestGroup})";
    }

    /// <summary>Takes a pixel out of a set, and all that touch it directly or by way of others.</summary>
    /// <returns>How many they are.</returns>
    private static int TakeGroup(HashSet<(int X, int Y)> pixels, (int X, int Y) first)
    {
        int count = 0;
        Stack<(int X, int Y)> next = new([first]);
        while (next.TryPop(out (int X, int Y) at))
        {
            if (!pixels.Remove(at)) continue;
            count++;
            for (int y = at.Y - 1; y <= at.Y + 1; y++)
                for (int x = at.X - 1; x <= at.X + 1; x++) next.Push((x, y));
        }

        return count;
    }
}
