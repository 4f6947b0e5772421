using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

public sealed class BoundariesCommandTests(EvaluateAndSampleTests.TrainedModel trained) : IClassFixture<EvaluateAndSampleTests.TrainedModel>
{
    private static readonly string[] Shares =
    [
        .. from measure in (string[])["precision", "recall", "f1"]
           from boundaries in (string[])["", "Shifted", "Periodic", "Random"]
           select measure + boundaries,
    ];

    [Fact]
    public void Boundaries_AreComparedWithEachLandmarkInEachLayer()
    {
        TrainerProgram.Result result = Run("--data", trained.Lines.Folder, "--split", "all", "--json");

        Assert.Equal(0, result.ExitCode);
        JsonElement[] rows = Rows(result);
        Assert.Equal(3 * (InkModel.Load(trained.Path).Config.Layers - 1), rows.Length);
        Assert.Equal(["pen-up", "speed minimum", "vertical turn"], rows.Take(3).Select(row => row.GetProperty("landmark").GetString()));
        Assert.All(rows, row => Assert.All(Shares, share => AssertShare(row, share)));
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("wordGapLines").ValueKind);
    }

    [Fact]
    public void Transcripts_AddWordGaps()
    {
        // A word has 80 points and a line 304, so the first transcript has the right number of words, and the second too many. The third
        // form has two lines of text for one line of ink.
        using var lines = new ScribbledLines(4, words: true);
        string texts = WriteTexts(
            "words", ("s00-000u", "four words are here"), ("s01-000u", "a b c d e f g h i j k"), ("s02-000u", "two\nlines"));

        TrainerProgram.Result result = Run("--data", lines.Folder, "--text", texts, "--split", "all", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["pen-up", "speed minimum", "vertical turn", "word gap"],
            Rows(result).Take(4).Select(row => row.GetProperty("landmark").GetString()));
        Assert.All(Rows(result), row => Assert.All(Shares, share => AssertShare(row, share)));
        JsonElement counts = result.Json.GetProperty("wordGapLines");
        Assert.Equal((2, 2, 1), (Count("paired"), Count("pairedInPart"), Count("used")));
        Assert.Equal(
            ["s02-000u", "s03-000u"], counts.GetProperty("leftOut").EnumerateArray().Select(form => form.GetProperty("form").GetString()));
        Assert.Contains("s02-000u: 1 lines of ink, 2 of text; s03-000u: no transcript", result.Output);

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    [Fact]
    public void WrongTranscripts_AreRejectedNamingTheRightArchive()
    {
        TrainerProgram.Result result = Run("--data", trained.Lines.Folder, "--text", trained.Lines.Folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ascii-all.tar.gz", result.Errors);
    }

    private static void AssertShare(JsonElement row, string name)
    {
        JsonElement share = row.GetProperty(name);
        if (row.GetProperty("boundaryRate").GetDouble() > 0) Assert.InRange(share.GetDouble(), 0, 1);
    }

    private static JsonElement[] Rows(TrainerProgram.Result result) => [.. result.Json.GetProperty("rows").EnumerateArray()];

    private string WriteTexts(string folder, params (string Form, string Text)[] texts)
    {
        string path = Path.Combine(trained.Folder, folder);
        Directory.CreateDirectory(path);
        foreach ((string form, string text) in texts)
            File.WriteAllText(Path.Combine(path, form + ".txt"), $"OCR:\n\nprint\n\nCSR:\n\n{text}\n");
        return path;
    }

    private TrainerProgram.Result Run(params string[] arguments) =>
        TrainerProgram.Run(trained.Folder, ["boundaries", "--model", trained.Path, .. arguments]);
}
