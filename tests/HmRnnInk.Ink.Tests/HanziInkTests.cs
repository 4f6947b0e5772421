using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace HmRnnInk.Ink.Tests;

/// <summary>experiments/hanzi-ink.py, with two made-up characters in the format of hanzi-writer-data: another script as ink.</summary>
public sealed class HanziInkTests : FolderTests
{
    private const int Advance = 1024, Top = 900;

    /// <summary>The medians of the strokes of two characters; y points upwards.</summary>
    private static readonly int[][][]
        Cross = [[[100, 450], [500, 460], [900, 450]], [[500, 850], [490, 50]]],
        Box = [[[250, 700], [280, 150]], [[260, 710], [750, 720], [720, 160]], [[280, 180], [720, 200]]];

    private string Package => Path.Combine(Folder, "package");

    private string Output => Path.Combine(Folder, "ink");

    [Fact]
    public void Characters_BecomeLines_WhoseStrokesAreTheMedians()
    {
        WritePackage();
        Convert("--lines", "3", "--characters", "5");

        string[] files = Directory.GetFiles(Output);
        Assert.Equal(["hanzi-0001.inkml", "hanzi-0002.inkml", "hanzi-0003.inkml"], files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(5, CharactersOf(InkFile.Read(file))));
    }

    [Fact]
    public void SameSeed_WritesTheSameInk_AndAnotherSeedDoesNot()
    {
        WritePackage();
        string first = Written("1"), again = Written("1"), other = Written("2");
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        string Written(string seed)
        {
            Convert("--lines", "1", "--characters", "30", "--seed", seed);
            return File.ReadAllText(Assert.Single(Directory.GetFiles(Output)));
        }
    }

    [Fact]
    public void Lines_AreTrainingData()
    {
        WritePackage();
        Convert("--lines", "4", "--characters", "20");
        LineDataset lines = LineDataset.Load(Output);
        Assert.Equal(4, lines.Lines.Count);
        Assert.Empty(lines.Skipped);
        Assert.Empty(lines.Outliers);
        Assert.Contains("times as large", string.Join('\n', lines.Notes));
    }

    [Fact]
    public void FolderWithoutCharacters_IsAnError()
    {
        Directory.CreateDirectory(Package);
        File.WriteAllText(Path.Combine(Package, "package.json"), "{}");
        (int exitCode, string errors) = Run();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("has no characters", errors);
        Assert.False(Directory.Exists(Output));
    }

    /// <summary>Checks that the ink is a line of the two characters.</summary>
    /// <returns>The number of characters.</returns>
    private static int CharactersOf(StrokeCollection ink)
    {
        int characters = 0;
        for (int stroke = 0; stroke < ink.Strokes.Count; characters++)
        {
            int left = Advance * characters;
            int[][][] expected = ink.Strokes[stroke].Points[0].X - left == Cross[0][0][0] ? Cross : Box;
            foreach (int[][] median in expected)
            {
                Assert.Equal(
                    median.Select(point => (X: (float)(point[0] + left), Y: (float)(Top - point[1]))),
                    ink.Strokes[stroke++].Points.Select(point => (point.X, point.Y)));
            }
        }

        return characters;
    }

    private void WritePackage()
    {
        Directory.CreateDirectory(Package);
        foreach ((string name, int[][][] medians) in (ReadOnlySpan<(string, int[][][])>)[("十", Cross), ("口", Box)])
        {
            File.WriteAllText(
                Path.Combine(Package, $"{name}.json"), JsonSerializer.Serialize(new { strokes = Array.Empty<string>(), medians }));
        }

        // These are not characters.
        File.WriteAllText(Path.Combine(Package, "all.json"), "{}");
        File.WriteAllText(Path.Combine(Package, "package.json"), "{}");
    }

    private void Convert(params string[] options)
    {
        (int exitCode, string errors) = Run(options);
        Assert.True(exitCode == 0, errors);
    }

    private (int ExitCode, string Errors) Run(params string[] options)
    {
        string script = Path.Combine(Repository.Root, "experiments", "hanzi-ink.py");
        try
        {
            (int exitCode, _, string errors) = Programs.Read(new ProcessStartInfo("python3", [script, Package, Output, .. options]));
            return (exitCode, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 to run the script.");
            throw;
        }
    }
}
