namespace HmRnnInk.Trainer.Tests;

/// <summary>Commands on finished runs: publish, evaluate and compare.</summary>
public sealed class FinishedRunsTests : TrainedRuns
{
    [Fact]
    public void Publish_WritesAModelWithItsEvaluationAndTraining()
    {
        string[] options = ["--epochs", "1", "--layer-rate-shares", "1", "0.5", .. NoiseAndAverageOptions];
        Train("run", options).AssertSuccess();
        Publish(Lines, "mine.safetensors", "--precision", "float16").AssertSuccess();

        InkModel model = InkModel.Load(At("mine.safetensors"));
        string card = File.ReadAllText(At("mine.md"));
        Assert.Contains(FormattableString.Invariant($"| {model.Metadata.Training!.TestNatsPerSequence:F1} |"), card);
        Assert.Contains("| valid, before rounding |", card);
        Assert.Contains("boundary rates towards 0.1", card);
        Assert.Contains("times 1, 0.5 in the layers", card);
        Assert.Contains("points dequantised", card);
        Assert.Contains("moving average of the weights with decay 0.99", card);
        Assert.DoesNotContain(card.Split('\n'), line => line.EndsWith(' '));
        Assert.Equal(File.ReadAllText(At("run/metrics.jsonl")), File.ReadAllText(At("mine.metrics.jsonl")));
        Assert.True(File.Exists(At("mine.samples.png")) && File.Exists(At("mine.curve.png")));
    }

    [Fact]
    public void FailedPublish_LeavesTheExistingFile()
    {
        Train("run", "--epochs", "1").AssertSuccess();
        string model = At("mine.safetensors");
        File.WriteAllText(model, "an existing model");

        Publish(OtherLines(), "mine.safetensors").AssertFailure(1, "not the data that the run was trained on");

        Assert.Equal("an existing model", File.ReadAllText(model));
        Publish(Lines, "mine.md").AssertFailure(2);
    }

    [Fact]
    public void EvaluationOnOtherData_Warns()
    {
        Train("run", "--epochs", "1").AssertSuccess();

        Assert.Contains("trained on other data", Evaluate(OtherLines()).AssertSuccess().Errors);
        Assert.DoesNotContain("warning", Evaluate(Lines).Errors);

        TrainerProgram.Result Evaluate(string data) =>
            Run("evaluate", "--model", At("run/best.safetensors"), "--data", data, "--split", "test");
    }

    [Fact]
    public void Compare_ReportsTheBestResultOfEachRun()
    {
        Train("one", "--epochs", "1").AssertSuccess();
        Train("other", "--epochs", "2", "--evaluate-every", "5000").AssertSuccess();
        File.WriteAllText(At("other/boundaries.json"), """
            {"rows":[
            {"layer":2,"boundaryRate":0.05,"landmark":"pen-up","precision":0.75,"precisionShifted":0.25,"recall":0.9,"recallShifted":0.2},
            {"layer":2,"boundaryRate":0.05,"landmark":"word gap","precision":0.2,"recall":0.8,"f1":0.32,"f1Shifted":null}]}
            """);
        string plot = At("curves.png");
        JsonElement[] rows = Run("compare", At("one"), At("other/metrics.jsonl"), "--out", plot, "--json").Json.Rows();

        Assert.Equal(["one", "other"], rows.Select(row => row.Text("run")));
        double best = Figures("other").Max(figures => figures.ValidationNats);
        Assert.Equal(best, rows[1].Number("bestValidationNatsPerSequence"));
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(plot)[..4].Select(value => (int)value));
        string[] table = [.. File.ReadLines(Path.ChangeExtension(plot, ".md")).Where(line => line.StartsWith('|'))];
        Assert.Equal(4 + 3, table.Length);
        Assert.Equal(
            "| other | 2 | 0.050 | 0.750 | 0.250 | 0.900 | 0.200 | 0.200 | 0.800 | 0.320 | |",
            string.Join(' ', table[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(FormattableString.Invariant($"| {best:0.0} |"), table[3]);
        Run("compare", At("one"), "--out", At("curves.md")).AssertFailure(2);
    }

    [Theory]
    [InlineData("0,0,0", "0,0,0", "none")]
    [InlineData("0,0,0", "0,1,1", "die")]
    [InlineData("0.3,0.004,0", "0,0.7,0.996", "die")]
    [InlineData("0.3,1,0", "0,0.7,0", "always")]
    [InlineData("0.3,0.1,0", "0,0.7,0.9", "nested")]
    [InlineData("0.1,0.3,0", "0,0.9,0.7", "not nested")]
    public void Compare_ClassifiesBoundaryRates(string rates, string copies, string expected)
    {
        string file = At("a.metrics.jsonl");
        File.WriteAllText(file, Record(rates, copies));
        Assert.Equal(expected, Run("compare", file, "--json").Json.Rows()[0].Text("boundaries"));
    }

    [Fact]
    public void Compare_NamesTheInvalidLineOfMetrics()
    {
        string file = At("metrics.jsonl");
        File.WriteAllText(file, "{\"evaluation\":1}\n");
        Run("compare", file).AssertFailure(1, "line 1");
    }

    [Theory]
    [InlineData("lstm-2", "lstm")]
    [InlineData("lstm-seed2", "lstm-1")]
    [InlineData("lstm-2e-3-1", "lstm-2e-3")]
    [InlineData("lstm-2e-3", "lstm-2e", 1, "--colour lstm-2e: none of the runs has this name. The runs: lstm-2e-3.")]
    [InlineData("words-100", "words", 1, "none of the runs has this name")]
    public void CompareColour_TakesTheNameOfARun_WithAnySeedOrNone(string run, string coloured, int exitCode = 0, string error = "")
    {
        string file = At($"{run}.metrics.jsonl");
        File.WriteAllText(file, Record("0.3,0.1,0", "0,0.7,0.9"));
        Run("compare", file, "--out", "a.png", "--colour", coloured).AssertFailure(exitCode, error);
    }

    private string OtherLines() => ScribbledLines.Write(At("other lines"), 25);

    private TrainerProgram.Result Publish(string data, string output, params string[] options) =>
        Run(["publish", "--run", At("run"), "--data", data, "--out", At(output), .. options]);

    private static string Record(string rates, string copies) =>
        $$"""
        {"evaluation":1,"epoch":0,"updates":1,"pointsSeen":1,"elapsedMinutes":1,"trainNatsPerSequence":1,"trainNatsPerPoint":1,
        "validationNatsPerSequence":1,"validationNatsPerPoint":1,"validationSequences":1,"boundaryRates":[{{rates}}],
        "updateShares":[0,0,0],"copyShares":[{{copies}}],"flushShares":[0,0,0],"slope":1,"learningRate":1,"gradientNorm":1,
        "pointsPerSecond":1}
        """.ReplaceLineEndings("");
}
