namespace HmRnnInk.Trainer.Tests;

public sealed class TrainCommandTests : TrainedRuns
{
    [Fact]
    public void EndOfRun_LeavesMetricsCurveSamplesAndModels()
    {
        TrainerProgram.Result result = Train("run", "--epochs", "1", "--json");

        Assert.Equal(21 * 305, result.Json.Number("pointsSeen"), tolerance: 60);
        string[] files =
        [
            .. Directory.GetFiles(At("run")).Select(path => Path.GetFileName(path)!)
                .Select(name => name.StartsWith("events.out.tfevents.", StringComparison.Ordinal) ? "events" : name).Order(),
        ];
        Assert.Equal(
            [
                "best.safetensors", "curve.png", "events", "last.checkpoint", "last.safetensors", "metrics.jsonl", "run.json",
                "samples.png", "samples.svg",
            ],
            files);
        Assert.Contains("trainer publish --run", result.Errors);
    }

    [Fact]
    public void History_HasAModelOfEachEvaluation_IncludingEarlyOnes()
    {
        Train("run", "--epochs", "1", "--evaluate-from", "1000", "--evaluate-every", "4000").AssertSuccess();

        long[] history = History("run").List();
        Assert.Equal(Points("run"), history);
        Assert.Equal(4, history.Length);
        // An evaluation follows the first batch with which its number of points is reached. A batch has four lines of about 305 points.
        foreach ((long scheduled, long points) in ((long[])[1000, 2000, 4000]).Zip(history))
            Assert.InRange(points, scheduled, scheduled + 4 * 310);
        Assert.All(history, points => Assert.Equal(points, InkModel.Load(History("run").PathOf(points)).Metadata.Training!.PointsSeen));
        // The last model of the history is the last model in half precision, which has half the size.
        string lastFile = LastModel("run"), historyFile = History("run").PathOf(history[^1]);
        float[] last = InkModel.Load(lastFile).Weights["head.bias"], half = InkModel.Load(historyFile).Weights["head.bias"];
        Assert.Equal(last, half, (a, b) => Math.Abs(a - b) <= Math.Abs(a) / 1000 + 1e-6f);
        Assert.True(new FileInfo(historyFile).Length < 0.7 * new FileInfo(lastFile).Length);
    }

    [Fact]
    public void LayerRateShares_ScaleTheLearningRateOfEachLayer()
    {
        // With a share of almost 0, a layer keeps its initial weights, independent of the learning rate.
        Train("slow", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "1e-3").AssertSuccess();
        Train("fast", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "2e-3").AssertSuccess();

        InkModel slow = Load("slow"), fast = Load("fast");
        Assert.All(
            slow.Weights,
            weight => Assert.Equal(weight.Key.StartsWith("layers.1."), weight.Value.SequenceEqual(fast.Weights[weight.Key])));
    }

    [Fact]
    public void SoftFlush_IsIgnoredForAnLstm()
    {
        Train("run", "--epochs", "1", "--cell", "lstm", "--soft-flush", "true").AssertSuccess();
        Assert.False(Load("run").Config.SoftFlush);

        TrainExactly("further", "--from", LastModel("run"), "--epochs", "1").AssertSuccess();
    }

    [Fact]
    public void KeepHistoryOfZero_WritesNoHistory()
    {
        Train("run", "--epochs", "1", "--keep-history", "0").AssertSuccess();
        Assert.False(Directory.Exists(History("run").Folder));
    }

    [Fact]
    public void ModelWithForcedBoundaries_IsTrained_ButRejectedByOtherCommands()
    {
        Train("control", "--epochs", "1", "--forced-boundaries", "every-3").AssertSuccess();

        Assert.All(Figures("control"), figures => Assert.True(double.IsFinite(figures.ValidationNats)));
        Assert.InRange(Metrics("control").Last().Numbers("boundaryRates")[0], 0.3, 0.36);
        Run("evaluate", "--model", At("control/best.safetensors"), "--data", Lines).AssertFailure(1, "every-3");
        Assert.False(File.Exists(At("control/samples.png")));
    }

    [Theory]
    [InlineData(1, "2 boundary rules", "--taught-boundaries", "pen-up", "word-gap")]
    [InlineData(2, "stroke-start", "--taught-boundaries", "pen-down")]
    [InlineData(2, "exclude each other", "--taught-boundaries", "pen-up", "--forced-boundaries", "pen-up")]
    public void InvalidBoundaryRules_AreRejected(int code, string message, params string[] options) =>
        Train("run", ["--epochs", "1", .. options]).AssertFailure(code, message);

    [Fact]
    public void TaughtBoundaries_FollowTheRule()
    {
        Train("run", "--epochs", "8", "--taught-boundaries", "pen-up", "--taught-boundary-weight", "10").AssertSuccess();

        JsonElement measured = RunOn("run", "boundaries", "--split", "train", "--json").Json;
        JsonElement row = measured.Rows().First(entry => entry.Text("landmark") == "pen-up");
        Assert.True(row.Number("precision") > 2 * row.Number("precisionShifted"), row.ToString());
    }

    [Fact]
    public void HundredsOfUpdates_LeakNeitherTensorsNorMemory()
    {
        TrainExactly("run", "--layers", "2", "--hidden", "32", "--batch", "4", "--epochs", "15", "--evaluate-every", "20000")
            .AssertSuccess();

        JsonElement[] records = [.. Metrics("run")];
        JsonElement first = records[1], last = records[^1]; // after records[0] the first pictures are drawn
        Assert.InRange(last.Number("updates") - first.Number("updates"), 200, 1000);
        Assert.Single(records.Select(record => record.Number("liveTensors")).Distinct());
        // The activations of one update take more than a megabyte, so a leak would be much larger than this limit.
        Assert.InRange(last.Number("residentMegabytes") - first.Number("residentMegabytes"), -1000, 50);
    }

    [Fact]
    public void NonFiniteLoss_StopsTheRun_NamesUpdateAndLines_AndWritesNoCheckpoint()
    {
        TrainerProgram.Result diverged = Train("diverged", "--epochs", "5", "--learning-rate", "1e30");

        diverged.AssertFailure(1, "no checkpoint");
        Assert.False(File.Exists(At("diverged/last.checkpoint")));
        Assert.Matches("update [0-9]+ .*s[0-9]{2}-000u-01", diverged.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void FolderOfARun_IsNotOverwritten()
    {
        Train("run", "--epochs", "1").AssertSuccess();
        Train("run", "--epochs", "1").AssertFailure(1, "--resume");
    }

    [Theory]
    [InlineData("--batch", "0")]
    [InlineData("--batch", "many")]
    [InlineData("--cell", "gru")]
    [InlineData("--line-scaling", "1")]
    [InlineData("--boundary-rates", "2")]
    [InlineData("--layer-rate-shares", "0")]
    [InlineData("--weight-average", "1")]
    [InlineData("--cooldown-share", "1.1")]
    [InlineData("--warm-up", "1")]
    [InlineData("--keep-history", "1")]
    [InlineData("--evaluate-every", "0")]
    [InlineData("--evaluate-from", "-1")]
    [InlineData("--layers", "17")]
    [InlineData("--hidden", "8193")]
    [InlineData("--epochs", "0")]
    [InlineData("--minutes", "-5")]
    [InlineData("--minutes", "nan")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--learning-rate", "0,004")]
    [InlineData("--learning-rate", "1e")]
    [InlineData("--layer-rate-shares", "1;0.5")]
    [InlineData("--schedule", "2")]
    [InlineData("--optimiser", "sgd")]
    [InlineData("--batch", "1,000")]
    [InlineData("--slope-per-epoch", "-0.1")]
    [InlineData("--slope-maximum", "0")]
    [InlineData("--checkpoint-minutes", "-1")]
    [InlineData("--run", "")]
    [InlineData("--no-such-option", "1")]
    public void UsageError_ExitsWithTwo(string option, string value)
    {
        string[] budget = option == "--epochs" ? [] : ["--epochs", "1"];
        Run(["train", "--data", Lines, .. budget, option, value]).AssertFailure(2, option);
    }

    [Theory]
    [InlineData("train", "--schedule")]
    [InlineData("train", "--optimiser")]
    [InlineData("publish", "--precision")]
    public void Help_ShowsDefaultsAsTheyAreTyped(string command, string option)
    {
        string help = Run(command, "--help").Output;
        string line = help.Split('\n').Single(line => line.TrimStart().StartsWith($"{option} ", StringComparison.Ordinal));
        Assert.Matches(@"\[default: [a-z0-9]+\]", line);
        Assert.DoesNotMatch(@"\[default: [A-Z(]", help);
    }
}
