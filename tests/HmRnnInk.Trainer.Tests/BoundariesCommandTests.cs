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
        JsonElement json = Run("--data", trained.Lines, "--split", "all", "--json").Json;
        JsonElement[] rows = json.Rows();

        Assert.Equal(3 * (InkModel.Load(trained.Path).Config.Layers - 1), rows.Length);
        Assert.Equal(["pen-up", "speed minimum", "vertical turn"], rows.Take(3).Select(row => row.Text("landmark")));
        Assert.All(rows, row => Assert.All(Shares, share => AssertShare(row, share)));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("wordGapLines").ValueKind);
    }

    [Fact]
    public void Transcripts_AddWordGaps()
    {
        // A word has 80 points and a line 304, so the first transcript has the right number of words, and the second too many. The third
        // form has two lines of text for one line of ink.
        string lines = ScribbledLines.Write(trained.At("four lines"), 4, words: true);
        string texts = trained.WriteTexts("words", "four words are here", "a b c d e f g h i j k", "two\nlines");

        TrainerProgram.Result result = Run("--data", lines, "--text", texts, "--split", "all", "--json");

        JsonElement[] rows = result.Json.Rows();
        Assert.Equal(["pen-up", "speed minimum", "vertical turn", "word gap"], rows.Take(4).Select(row => row.Text("landmark")));
        Assert.All(rows, row => Assert.All(Shares, share => AssertShare(row, share)));
        JsonElement counts = result.Json.GetProperty("wordGapLines");
        Assert.Equal((2, 2, 1), (Count("paired"), Count("pairedInPart"), Count("used")));
        Assert.Equal(["s02-000u", "s03-000u"], counts.Rows("leftOut").Select(form => form.Text("form")));
        Assert.Contains("s02-000u: 1 lines of ink, 2 of text; s03-000u: no transcript", result.Output);

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    [Fact]
    public void WrongTranscripts_AreRejectedNamingTheRightArchive() =>
        Run("--data", trained.Lines, "--text", trained.Lines).AssertFailure(1, "ascii-all.tar.gz");

    private static void AssertShare(JsonElement row, string name)
    {
        JsonElement share = row.GetProperty(name);
        if (row.Number("boundaryRate") > 0) Assert.InRange(share.GetDouble(), 0, 1);
    }

    private TrainerProgram.Result Run(params string[] arguments) =>
        trained.Run(["boundaries", "--model", trained.Path, .. arguments]);
}
