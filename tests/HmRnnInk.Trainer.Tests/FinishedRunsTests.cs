using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Commands on finished runs: publish, evaluate and compare.</summary>
public sealed class FinishedRunsTests : TrainedRuns
{
    [Fact]
    public void Publish_WritesAModelWithItsEvaluationAndTraining()
    {
        string[] options = ["--epochs", "1", "--layer-rate-shares", "1", "0.5", .. NoiseAndAverageOptions];
        Assert.Equal(0, Train("run", options).ExitCode);
        TrainerProgram.Result result = TrainerProgram.Run(
            Folder, "publish", "--run", Path.Combine(Folder, "run"), "--data", Lines.Folder,
            "--out", Path.Combine(Folder, "mine.safetensors"), "--precision", "float16");

        Assert.Equal(0, result.ExitCode);
        InkModel model = InkModel.Load(Path.Combine(Folder, "mine.safetensors"));
        string card = File.ReadAllText(Path.Combine(Folder, "mine.md"));
        Assert.Contains(FormattableString.Invariant($"| {model.Metadata.Training!.TestNatsPerSequence:F1} |"), card);
        Assert.Contains("| valid, before rounding |", card);
        Assert.Contains("boundary rates towards 0.1", card);
        Assert.Contains("times 1, 0.5 in the layers", card);
        Assert.Contains("points dequantised", card);
        Assert.Contains("moving average of the weights with decay 0.99", card);
        Assert.DoesNotContain(card.Split('\n'), line => line.EndsWith(' '));
        Assert.Equal(
            File.ReadAllText(Path.Combine(Folder, "run", "metrics.jsonl")), File.ReadAllText(Path.Combine(Folder, "mine.metrics.jsonl")));
        Assert.True(File.Exists(Path.Combine(Folder, "mine.samples.png")) && File.Exists(Path.Combine(Folder, "mine.curve.png")));
    }

    [Fact]
    public void FailedPublish_LeavesTheExistingFile()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        string model = Path.Combine(Folder, "mine.safetensors");
        File.WriteAllText(model, "an existing model");
        using var others = new ScribbledLines(25);
        TrainerProgram.Result result = Publish(others.Folder, model);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not the data that the run was trained on", result.Errors);
        Assert.Equal("an existing model", File.ReadAllText(model));
        Assert.Equal(2, Publish(Lines.Folder, Path.Combine(Folder, "mine.md")).ExitCode);

        TrainerProgram.Result Publish(string data, string output) =>
            TrainerProgram.Run(Folder, "publish", "--run", Path.Combine(Folder, "run"), "--data", data, "--out", output);
    }

    [Fact]
    public void EvaluationOnOtherData_Warns()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        using var others = new ScribbledLines(25);
        string model = Path.Combine(Folder, "run", "best.safetensors");

        TrainerProgram.Result other = Evaluate(others.Folder);
        Assert.Equal(0, other.ExitCode);
        Assert.Contains("trained on other data", other.Errors);
        Assert.DoesNotContain("warning", Evaluate(Lines.Folder).Errors);

        TrainerProgram.Result Evaluate(string data) =>
            TrainerProgram.Run(Folder, "evaluate", "--model", model, "--data", data, "--split", "test");
    }

    [Fact]
    public void Compare_ReportsTheBestResultOfEachRun()
    {
        Assert.Equal(0, Train("one", "--epochs", "1").ExitCode);
        Assert.Equal(0, Train("other", "--epochs", "2", "--evaluate-every", "5000").ExitCode);
        File.WriteAllText(Path.Combine(Folder, "other", "boundaries.json"), """
            {"rows":[
            {"layer":2,"boundaryRate":0.05,"landmark":"pen-up","precision":0.75,"precisionShifted":0.25,"recall":0.9,"recallShifted":0.2},
            {"layer":2,"boundaryRate":0.05,"landmark":"word gap","precision":0.2,"recall":0.8,"f1":0.32,"f1Shifted":null}]}
            """);
        string plot = Path.Combine(Folder, "curves.png");
        TrainerProgram.Result result = TrainerProgram.Run(
            Folder, "compare", Path.Combine(Folder, "one"), Path.Combine(Folder, "other", "metrics.jsonl"), "--out", plot, "--json");

        Assert.Equal(0, result.ExitCode);
        var rows = result.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["one", "other"], rows.Select(row => row.GetProperty("run").GetString()));
        Assert.Equal(
            Figures("other").Max(figures => figures.ValidationNats), rows[1].GetProperty("bestValidationNatsPerSequence").GetDouble());
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(plot)[..4].Select(value => (int)value));
        string[] table = [.. File.ReadLines(Path.ChangeExtension(plot, ".md")).Where(line => line.StartsWith('|'))];
        Assert.Equal(4 + 3, table.Length);
        Assert.Equal(
            "| other | 2 | 0.050 | 0.750 | 0.250 | 0.900 | 0.200 | 0.200 | 0.800 | 0.320 | |",
            string.Join(' ', table[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        TrainerProgram.Result wrongExtension =
            TrainerProgram.Run(Folder, "compare", Path.Combine(Folder, "one"), "--out", Path.Combine(Folder, "curves.md"));
        Assert.Equal(2, wrongExtension.ExitCode);
        Assert.Contains(FormattableString.Invariant($"| {Figures("other").Max(figures => figures.ValidationNats):0.0} |"), table[3]);
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
        string file = Path.Combine(Folder, "a.metrics.jsonl");
        File.WriteAllText(file, Record(rates, copies));
        TrainerProgram.Result result = TrainerProgram.Run(Folder, "compare", file, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, result.Json.GetProperty("rows")[0].GetProperty("boundaries").GetString());
    }

    [Fact]
    public void Compare_NamesTheInvalidLineOfMetrics()
    {
        string file = Path.Combine(Folder, "metrics.jsonl");
        File.WriteAllText(file, "{\"evaluation\":1}\n");
        TrainerProgram.Result result = TrainerProgram.Run(Folder, "compare", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("line 1", result.Errors.ReplaceLineEndings(" "));
    }

    [Theory]
    [InlineData("lstm-2", "lstm")]
    [InlineData("lstm-seed2", "lstm-1")]
    [InlineData("lstm-2e-3-1", "lstm-2e-3")]
    [InlineData("lstm-2e-3", "lstm-2e", 1, "--colour lstm-2e: none of the runs has this name. The runs: lstm-2e-3.")]
    [InlineData("words-100", "words", 1, "none of the runs has this name")]
    public void CompareColour_TakesTheNameOfARun_WithAnySeedOrNone(string run, string coloured, int exitCode = 0, string error = "") =>
        AssertCompare(run, exitCode, error, "--out", "a.png", "--colour", coloured);

    [Theory]
    [InlineData("--over only applies to a picture", "--over", "points")]
    [InlineData("must be one of points, minutes, both, not 'hours'", "--out", "a.png", "--over", "hours")]
    public void Compare_RejectsOptionsThatDoNotFit(string error, params string[] options) => AssertCompare("a", 2, error, options);

    private void AssertCompare(string run, int exitCode, string error, params string[] options)
    {
        string file = Path.Combine(Folder, $"{run}.metrics.jsonl");
        File.WriteAllText(file, Record("0.3,0.1,0", "0,0.7,0.9"));
        TrainerProgram.Result result = TrainerProgram.Run(Folder, ["compare", file, .. options]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(error, result.Errors.ReplaceLineEndings(" "));
    }

    private static string Record(string rates, string copies) =>
        $$"""
        {"evaluation":1,"epoch":0,"updates":1,"pointsSeen":1,"elapsedMinutes":1,"trainNatsPerSequence":1,"trainNatsPerPoint":1,
        "validationNatsPerSequence":1,"validationNatsPerPoint":1,"validationSequences":1,"boundaryRates":[{{rates}}],
        "updateShares":[0,0,0],"copyShares":[{{copies}}],"flushShares":[0,0,0],"slope":1,"learningRate":1,"gradientNorm":1,
        "pointsPerSecond":1}
        """.ReplaceLineEndings("");
}
