namespace HmRnnInk.App.Tests.Colours;

public class PaletteTests
{
    public static TheoryData<string> Palettes => ["light", "dark"];

    public static MatrixTheoryData<string, string> Families { get; } = new(["light", "dark"], ["flush", "segments", "operations"]);

    // Kinds of colour vision as matrices for linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
    private static readonly Dictionary<string, double[][]> Visions = new()
    {
        ["normal"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["tritanopia"] = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    };

    [Theory, MemberData(nameof(Families))]
    public void InkColours_DifferForAllKindsOfColourVision(string name, string family)
    {
        Palette palette = Named(name);
        ModeColours modes = palette.Modes;
        uint[] colours = family switch
        {
            "segments" => [.. modes.Segments.Person, .. modes.Segments.Model],
            "operations" => [.. modes.PersonOperations, .. modes.ModelOperations],
            _ => [.. palette.Ink.Person, .. palette.Ink.Model],
        };
        foreach ((string vision, double[][] matrix) in Visions)
        {
            for (int i = 0; i < colours.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    // About ten just-noticeable differences for large areas, because strokes are thin.
                    double distance = Distance(Seen(colours[i], matrix), Seen(colours[j], matrix));
                    Assert.True(distance >= 0.09, $"{name}, {vision}: {colours[i]:X8} and {colours[j]:X8} are {distance:0.000} apart");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Palettes))]
    public void Pens_StandOutFromThePaper_AndFromTheModelsInk(string name)
    {
        foreach (PenColour pen in Enum.GetValues<PenColour>())
        {
            Palette palette = Palette.Of(name == "dark", pen);
            Assert.InRange(Contrast(palette.Plain(byModel: false), palette.Paper), 4.5, 21);
            double[][] normal = Visions["normal"];
            double distance = Distance(Seen(palette.Plain(byModel: false), normal), Seen(palette.Plain(byModel: true), normal));
            Assert.True(distance > 0.09, $"{pen}: {distance:0.000}");
        }
    }

    [Fact]
    public void Palettes_AreMadeOnce()
    {
        foreach (PenColour pen in Enum.GetValues<PenColour>()) Assert.Same(Palette.Of(dark: true, pen), Palette.Of(dark: true, pen));
    }

    [Theory, MemberData(nameof(Palettes))]
    public void InkAndText_StandOutFromTheirBackground(string name)
    {
        Palette palette = Named(name);
        uint[] person =
            [.. palette.Ink.Person, .. palette.Modes.Segments.Person, palette.Modes.PersonOperations[0], palette.Modes.PersonOperations[2]];
        uint[] model =
            [.. palette.Ink.Model, .. palette.Modes.Segments.Model, palette.Modes.ModelOperations[0], palette.Modes.ModelOperations[2]];
        Assert.All(person, colour => Assert.InRange(Contrast(colour, palette.Paper), 4.5, 21));
        Assert.All(model, colour => Assert.InRange(Contrast(colour, palette.Paper), 2.9, 21));

        // Faint on purpose: a layer that copies, a unit that is silent, a row that was expected.
        uint[] faint =
            [palette.Modes.PersonOperations[1], palette.Modes.ModelOperations[1], palette.Modes.Unit.At(0.5), palette.Modes.Surprise.At(0)];
        Assert.All(faint, colour => Assert.InRange(Contrast(colour, palette.Paper), 1.5, 4.5));
        foreach (uint background in (uint[])[palette.Paper, palette.Desk, palette.Panel])
        {
            Assert.InRange(Contrast(palette.Text, background), 7, 21);
            Assert.InRange(Contrast(palette.MutedText, background), 4.5, 21);
            Assert.InRange(Contrast(palette.Warning, background), 4.5, 21);
        }
    }

    [Theory, MemberData(nameof(Palettes))]
    public void SurpriseRamp_HasEvenStepsForAllKindsOfColourVision(string name)
    {
        Palette palette = Named(name);
        double away = name == "light" ? -1 : 1; // the direction away from the paper
        foreach ((string vision, double[][] matrix) in Visions)
        {
            double[][] seen = [.. palette.Modes.Surprise.Colours.Select(colour => Seen(colour, matrix))];
            (double[] From, double[] To)[] steps = [.. seen.Zip(seen.Skip(1))];
            Assert.All(
                steps, step => Assert.True((step.To[0] - step.From[0]) * away > 0.003, $"{name}, {vision}: lightness is not monotone"));
            double[] distances = [.. steps.Select(step => Distance(step.From, step.To))];
            Assert.True(
                distances.Max() < 2.2 * distances.Min(),
                $"{name}, {vision}: steps of {distances.Min():0.0000} to {distances.Max():0.0000}");
            Assert.True(distances.Sum() > 0.35, $"{name}, {vision}: {distances.Sum():0.00} from end to end");
        }
    }

    [Theory, MemberData(nameof(Palettes))]
    public void UnitRamp_IsSymmetric_AndItsSidesDifferForAllKindsOfColourVision(string name)
    {
        ColourRamp ramp = Named(name).Modes.Unit;
        foreach ((string vision, double[][] matrix) in Visions)
        {
            double[][] seen = [.. ramp.Colours.Select(colour => Seen(colour, matrix))];
            int middle = ColourRamp.Steps / 2;
            double below = Distance(seen[0], seen[middle]), above = Distance(seen[^1], seen[middle]);
            Assert.InRange(below / above, 0.75, 1.35);
            for (int step = 4; step <= middle; step++)
            {
                double apart = Distance(seen[middle - step], seen[middle + step]);
                Assert.True(apart > 0.04, $"{name}, {vision}: ±{step} are {apart:0.000} apart");
            }

            Assert.True(Distance(seen[0], seen[^1]) > 0.2, $"{name}, {vision}");
        }
    }

    private static Palette Named(string name) => name == "light" ? Palette.Light : Palette.Dark;

    private static double[] Linear(uint colour) =>
        [.. new[] { colour >> 24, (colour >> 16) & 255, (colour >> 8) & 255 }.Select(channel =>
        {
            double value = channel / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        })];

    private static double[] Multiply(double[][] matrix, double[] vector) =>
        [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    /// <returns>The OKLab values (Ottosson 2020) of a colour as it is seen with a kind of colour vision.</returns>
    private static double[] Seen(uint colour, double[][] vision)
    {
        double[] linear = [.. Multiply(vision, Linear(colour)).Select(value => Math.Clamp(value, 0, 1))];
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
        double[] luminances = [.. new[] { a, b }.Select(colour => Linear(colour).Zip([0.2126, 0.7152, 0.0722], (x, w) => x * w).Sum())
            .Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }
}
