using HmRnnInk.App.Rendering;

namespace HmRnnInk.App.Tests.Rendering;

public class PaletteTests
{
    public static TheoryData<string> Palettes => ["light", "dark"];

    // Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
    private static readonly Dictionary<string, double[][]> Sights = new()
    {
        ["normal"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    };

    [Theory, MemberData(nameof(Palettes))]
    public void InkColours_CanBeToldApartByEverySight(string name)
    {
        Palette palette = Named(name);
        uint[] colours = [.. palette.Ink.Person, .. palette.Ink.Model];
        foreach ((string sight, double[][] matrix) in Sights)
        {
            for (int i = 0; i < colours.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    // About ten just noticeable differences of large patches: strokes are thin.
                    double distance = Distance(Seen(colours[i], matrix), Seen(colours[j], matrix));
                    Assert.True(distance >= 0.09, $"{name}, {sight}: {colours[i]:X8} and {colours[j]:X8} are {distance:0.000} apart");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Palettes))]
    public void InkAndText_StandOutFromTheirGround(string name)
    {
        Palette palette = Named(name);
        Assert.All(palette.Ink.Person, colour => Assert.InRange(Contrast(colour, palette.Paper), 4.5, 21));
        Assert.All(palette.Ink.Model, colour => Assert.InRange(Contrast(colour, palette.Paper), 2.9, 21));
        foreach (uint ground in (uint[])[palette.Paper, palette.Desk, palette.Panel])
        {
            Assert.InRange(Contrast(palette.Text, ground), 7, 21);
            Assert.InRange(Contrast(palette.MutedText, ground), 4.5, 21);
            Assert.InRange(Contrast(palette.Warning, ground), 4.5, 21);
        }
    }

    private static Palette Named(string name) => name == "light" ? Palette.Light : Palette.Dark;

    private static double[] Linear(uint colour) =>
        [.. new[] { colour >> 24, (colour >> 16) & 255, (colour >> 8) & 255 }.Select(byte_ =>
        {
            double value = byte_ / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        })];

    private static double[] Multiply(double[][] matrix, double[] vector) =>
        [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    /// <summary>OKLab (Ottosson 2020) of a colour as a kind of sight sees it.</summary>
    private static double[] Seen(uint colour, double[][] sight)
    {
        double[] linear = [.. Multiply(sight, Linear(colour)).Select(value => Math.Clamp(value, 0, 1))];
        double[] cones = Multiply(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ],
            linear);
        return Multiply(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ],
            [.. cones.Select(Math.Cbrt)]);
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>WCAG 2 contrast ratio.</summary>
    private static double Contrast(uint a, uint b)
    {
        double[] luminances = [.. new[] { a, b }.Select(colour => Linear(colour).Zip([0.2126, 0.7152, 0.0722], (x, w) => x * w).Sum()).Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }
}
