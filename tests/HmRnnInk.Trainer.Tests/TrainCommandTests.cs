using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

public sealed class TrainCommandTests : IDisposable
{
    // Options whose random numbers have to be restored by a resume.
    private static readonly string[] RandomOptions =
    [
        "--line-scaling", "0.1", "--recurrent-dropout", "0.1", "--output-dropout", "0.1", "--dequantise", "--boundary-rates", "0.1",
        "--weight-average", "0.99",
    ];

    private readonly ScribbledLines _lines = new(24);
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-train-").FullName;

    public void Dispose()
    {
        _lines.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void ResumedAfterAKill_EndsWithTheSameWeightsAsAnUninterruptedRun()
    {
        TrainerProgram.Result whole = Train("whole", ["--epochs", "2", .. RandomOptions]);
        Assert.Equal(0, whole.ExitCode);

        using (TrainerProgram killed = TrainerProgram.Start(_folder, [.. Arguments("killed"), "--epochs", "2", .. RandomOptions]))
        {
            killed.WaitForFile(Path.Combine(_folder, "killed", "last.checkpoint"));
            killed.Kill();
            killed.Wait();
        }

        Assert.False(File.Exists(Path.Combine(_folder, "killed", "last.safetensors")));
        TrainerProgram.Result resumed = Train("killed", "--epochs", "2", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        InkModel expected = InkModel.Load(Path.Combine(_folder, "whole", "last.safetensors"));
        InkModel actual = InkModel.Load(Path.Combine(_folder, "killed", "last.safetensors"));
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));
        Assert.Equal(Figures("whole"), Figures("killed"));
    }

    [Fact]
    public void InterruptedRun_SavesACheckpointAndCanBeResumed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is sent by kill(1).");
        using (TrainerProgram interrupted = TrainerProgram.Start(_folder, [.. Arguments("run"), "--epochs", "1000", "--json"]))
        {
            interrupted.WaitForFile(Path.Combine(_folder, "run", "last.checkpoint"));
            interrupted.Interrupt();
            TrainerProgram.Result result = interrupted.Wait();
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("stopped and saved", result.Errors);
        }

        TrainerProgram.Result resumed = Train("run", "--epochs", "1", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "run", "best.safetensors")));
    }

    [Fact]
    public void EndOfRun_LeavesMetricsCurveSamplesAndModels()
    {
        TrainerProgram.Result result = Train("run", "--epochs", "1", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(21 * 305, result.Json.GetProperty("pointsSeen").GetInt64(), tolerance: 60);
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(_folder, "run")).Select(path => Path.GetFileName(path)!)
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
        Assert.Equal(0, Train("run", "--epochs", "1", "--evaluate-from", "1000", "--evaluate-every", "4000").ExitCode);

        long[] evaluated = [.. Points("run")];
        long[] history = History("run").List();
        Assert.Equal(evaluated, history);
        Assert.Equal(4, history.Length);
        // An evaluation is after the first batch of four lines of about 305 points that reaches its number of points.
        foreach ((long scheduled, long points) in ((long[])[1000, 2000, 4000]).Zip(history))
            Assert.InRange(points, scheduled, scheduled + 4 * 310);
        Assert.All(history, points => Assert.Equal(points, InkModel.Load(History("run").PathOf(points)).Metadata.Training!.PointsSeen));
        // The last model of the history is the last model in half precision, which has half the size.
        string lastFile = Path.Combine(_folder, "run", "last.safetensors"), historyFile = History("run").PathOf(history[^1]);
        float[] last = InkModel.Load(lastFile).Weights["head.bias"], half = InkModel.Load(historyFile).Weights["head.bias"];
        Assert.Equal(last, half, (a, b) => Math.Abs(a - b) <= Math.Abs(a) / 1000 + 1e-6f);
        Assert.True(new FileInfo(historyFile).Length < 0.7 * new FileInfo(lastFile).Length);
    }

    [Fact]
    public void Resume_ContinuesTheHistory()
    {
        string[] often = ["--evaluate-from", "1000", "--evaluate-every", "3000", "--keep-history", "5"];
        Assert.Equal(0, Train("run", ["--epochs", "1", .. often]).ExitCode);
        long[] before = History("run").List();
        Assert.Equal(4, before.Length);
        File.Copy(History("run").PathOf(before[0]), History("run").PathOf(50_000)); // later than the checkpoint that is resumed
        File.WriteAllText(History("run").PathOf(60_000) + ".1.part", "half a model");
        Assert.Equal(0, Train("run", "--epochs", "2", "--resume").ExitCode);

        long[] after = History("run").List();
        Assert.Equal(5, after.Length);
        Assert.Equal([before[0], Points("run").Max()], [after[0], after[^1]]);
        Assert.All(after, points => Assert.Contains(points, Points("run")));
        Assert.Equal(5, Directory.GetFileSystemEntries(History("run").Folder).Length);
    }

    [Fact]
    public void LayerRateShares_ScaleTheLearningRateOfEachLayer()
    {
        // With a share of almost 0, a layer keeps its initial weights, independent of the learning rate.
        Assert.Equal(0, Train("slow", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "1e-3").ExitCode);
        Assert.Equal(0, Train("fast", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "2e-3").ExitCode);

        InkModel slow = InkModel.Load(Path.Combine(_folder, "slow", "last.safetensors"));
        InkModel fast = InkModel.Load(Path.Combine(_folder, "fast", "last.safetensors"));
        Assert.All(
            slow.Weights,
            weight => Assert.Equal(weight.Key.StartsWith("layers.1."), weight.Value.SequenceEqual(fast.Weights[weight.Key])));
    }

    [Fact]
    public void ResumeWithALargerBudget_ContinuesFromBeforeTheCooldown_AndSaysSo()
    {
        string[] options = ["--epochs", "1", "--schedule", "constant", "--cooldown-share", "0.5", "--evaluate-from", "1000"];
        Assert.Equal(0, Train("run", options).ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "run", "before-cooldown.checkpoint")));
        Assert.DoesNotContain("before-cooldown", Train("run", "--epochs", "1", "--resume").Errors);

        TrainerProgram.Result larger = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(0, larger.ExitCode);
        Assert.Contains("before-cooldown.checkpoint", larger.Errors);
        Assert.Equal(Points("run").Order().Distinct(), Points("run"));
        Assert.All(History("run").List(), points => Assert.Contains(points, Points("run")));
    }

    [Fact]
    public void KeepHistoryOfZero_WritesNoHistory()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--keep-history", "0").ExitCode);
        Assert.False(Directory.Exists(History("run").Folder));
    }

    [Fact]
    public void Publish_WritesAModelWithItsEvaluationAndTraining()
    {
        string[] options = ["--epochs", "1", "--layer-rate-shares", "1", "0.5", .. RandomOptions];
        Assert.Equal(0, Train("run", options).ExitCode);
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "publish", "--run", Path.Combine(_folder, "run"), "--data", _lines.Folder,
            "--out", Path.Combine(_folder, "mine.safetensors"), "--precision", "float16");

        Assert.Equal(0, result.ExitCode);
        InkModel model = InkModel.Load(Path.Combine(_folder, "mine.safetensors"));
        string card = File.ReadAllText(Path.Combine(_folder, "mine.md"));
        Assert.Contains(FormattableString.Invariant($"| {model.Metadata.Training!.TestNatsPerSequence:F1} |"), card);
        Assert.Contains("| valid, before rounding |", card);
        Assert.Contains("boundary rates towards 0.1", card);
        Assert.Contains("times 1, 0.5 in the layers", card);
        Assert.Contains("points dequantised", card);
        Assert.Contains("moving average of the weights with decay 0.99", card);
        Assert.DoesNotContain(card.Split('\n'), line => line.EndsWith(' '));
        Assert.Equal(
            File.ReadAllText(Path.Combine(_folder, "run", "metrics.jsonl")), File.ReadAllText(Path.Combine(_folder, "mine.metrics.jsonl")));
        Assert.True(File.Exists(Path.Combine(_folder, "mine.samples.png")) && File.Exists(Path.Combine(_folder, "mine.curve.png")));
    }

    [Fact]
    public void FailedPublish_LeavesTheExistingFile()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        string model = Path.Combine(_folder, "mine.safetensors");
        File.WriteAllText(model, "an existing model");
        using var others = new ScribbledLines(25);
        TrainerProgram.Result result = Publish(others.Folder, model);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not the data that the run was trained on", result.Errors);
        Assert.Equal("an existing model", File.ReadAllText(model));
        Assert.Equal(2, Publish(_lines.Folder, Path.Combine(_folder, "mine.md")).ExitCode);

        TrainerProgram.Result Publish(string data, string output) =>
            TrainerProgram.Run(_folder, "publish", "--run", Path.Combine(_folder, "run"), "--data", data, "--out", output);
    }

    [Fact]
    public void EvaluateOnOtherData_Warns()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        using var others = new ScribbledLines(25);
        string model = Path.Combine(_folder, "run", "best.safetensors");

        TrainerProgram.Result other = Evaluate(others.Folder);
        Assert.Equal(0, other.ExitCode);
        Assert.Contains("trained on other data", other.Errors);
        Assert.DoesNotContain("warning", Evaluate(_lines.Folder).Errors);

        TrainerProgram.Result Evaluate(string data) =>
            TrainerProgram.Run(_folder, "evaluate", "--model", model, "--data", data, "--split", "test");
    }

    [Fact]
    public void Compare_ReportsTheBestResultOfEachRun()
    {
        Assert.Equal(0, Train("one", "--epochs", "1").ExitCode);
        Assert.Equal(0, Train("other", "--epochs", "2", "--evaluate-every", "5000").ExitCode);
        File.WriteAllText(Path.Combine(_folder, "other", "boundaries.json"), """
            {"rows":[
            {"layer":2,"boundaryRate":0.05,"landmark":"pen-up","precision":0.75,"precisionShifted":0.25,"recall":0.9,"recallShifted":0.2},
            {"layer":2,"boundaryRate":0.05,"landmark":"word gap","precision":0.2,"recall":0.8,"f1":0.32,"f1Shifted":null}]}
            """);
        string plot = Path.Combine(_folder, "curves.png");
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "compare", Path.Combine(_folder, "one"), Path.Combine(_folder, "other", "metrics.jsonl"), "--out", plot, "--json");

        Assert.Equal(0, result.ExitCode);
        var rows = result.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["one", "other"], rows.Select(row => row.GetProperty("run").GetString()));
        Assert.Equal(
            Figures("other").Max(figures => figures.Item2), rows[1].GetProperty("bestValidationNatsPerSequence").GetDouble());
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(plot)[..4].Select(value => (int)value));
        string[] table = [.. File.ReadLines(Path.ChangeExtension(plot, ".md")).Where(line => line.StartsWith('|'))];
        Assert.Equal(4 + 3, table.Length);
        Assert.Equal(
            "| other | 2 | 0.050 | 0.750 | 0.250 | 0.900 | 0.200 | 0.200 | 0.800 | 0.320 | |",
            string.Join(' ', table[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        TrainerProgram.Result wrongExtension =
            TrainerProgram.Run(_folder, "compare", Path.Combine(_folder, "one"), "--out", Path.Combine(_folder, "curves.md"));
        Assert.Equal(2, wrongExtension.ExitCode);
        Assert.Contains(FormattableString.Invariant($"| {Figures("other").Max(figures => figures.Item2):0.0} |"), table[3]);
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
        string file = Path.Combine(_folder, "a.metrics.jsonl");
        string record = $$"""
            {"evaluation":1,"epoch":0,"updates":1,"pointsSeen":1,"elapsedMinutes":1,"trainNatsPerSequence":1,"trainNatsPerPoint":1,
            "validationNatsPerSequence":1,"validationNatsPerPoint":1,"validationSequences":1,"boundaryRates":[{{rates}}],
            "updateShares":[0,0,0],"copyShares":[{{copies}}],"flushShares":[0,0,0],"slope":1,"learningRate":1,"gradientNorm":1,
            "pointsPerSecond":1}
            """;
        File.WriteAllText(file, record.ReplaceLineEndings(""));
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "compare", file, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, result.Json.GetProperty("rows")[0].GetProperty("boundaries").GetString());
    }

    [Fact]
    public void ModelWithForcedBoundaries_IsTrained_ButRejectedByOtherCommands()
    {
        Assert.Equal(0, Train("control", "--epochs", "1", "--forced-boundaries", "every-3").ExitCode);

        Assert.All(Figures("control"), figures => Assert.True(double.IsFinite(figures.Item2)));
        Assert.InRange(Metrics("control").Last().GetProperty("boundaryRates")[0].GetDouble(), 0.3, 0.36);
        TrainerProgram.Result rejected = TrainerProgram.Run(
            _folder, "evaluate", "--model", Path.Combine(_folder, "control", "best.safetensors"), "--data", _lines.Folder);
        Assert.Equal(1, rejected.ExitCode);
        Assert.Contains("every-3", rejected.Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "control", "samples.png")));
    }

    [Theory]
    [InlineData(1, "2 boundary rules", "--taught-boundaries", "pen-up", "word-gap")]
    [InlineData(2, "stroke-start", "--taught-boundaries", "pen-down")]
    [InlineData(2, "exclude each other", "--taught-boundaries", "pen-up", "--forced-boundaries", "pen-up")]
    public void InvalidBoundaryRules_AreRejected(int code, string message, params string[] options)
    {
        TrainerProgram.Result result = Train("run", ["--epochs", "1", .. options]);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(message, result.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void TaughtBoundaries_FollowTheRule()
    {
        Assert.Equal(0, Train("run", "--epochs", "8", "--taught-boundaries", "pen-up", "--taught-boundary-weight", "10").ExitCode);

        TrainerProgram.Result measured = TrainerProgram.Run(
            _folder, "boundaries", "--model", Path.Combine(_folder, "run", "last.safetensors"), "--data", _lines.Folder,
            "--split", "train", "--json");
        var row = measured.Json.GetProperty("rows").EnumerateArray().First(one => one.GetProperty("landmark").GetString() == "pen-up");
        Assert.True(row.GetProperty("precision").GetDouble() > 2 * row.GetProperty("precisionShifted").GetDouble(), row.ToString());
    }

    [Fact]
    public void Compare_NamesTheInvalidLineOfMetrics()
    {
        string file = Path.Combine(_folder, "metrics.jsonl");
        File.WriteAllText(file, "{\"evaluation\":1}\n");
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "compare", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("line 1", result.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void HundredsOfUpdates_LeakNoTensorsAndNoMemory()
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "train", "--data", _lines.Folder, "--run", Path.Combine(_folder, "run"), "--layers", "2", "--hidden", "32",
            "--batch", "4", "--epochs", "15", "--evaluate-every", "20000");
        Assert.True(result.ExitCode == 0, result.Errors);

        System.Text.Json.JsonElement[] records = [.. Metrics("run")];
        System.Text.Json.JsonElement first = records[1], last = records[^1]; // after records[0] the first pictures are drawn
        Assert.InRange(last.GetProperty("updates").GetInt64() - first.GetProperty("updates").GetInt64(), 200, 1000);
        Assert.Single(records.Select(record => record.GetProperty("liveTensors").GetInt64()).Distinct());
        // The activations of one update take more than a megabyte, so a leak would be much larger than this limit.
        double growth = last.GetProperty("residentMegabytes").GetDouble() - first.GetProperty("residentMegabytes").GetDouble();
        Assert.InRange(growth, -1000, 50);
    }

    [Fact]
    public void NonFiniteLoss_StopsTheRun_NamesUpdateAndLines_AndWritesNoCheckpoint()
    {
        TrainerProgram.Result diverged = Train("diverged", "--epochs", "5", "--learning-rate", "1e30");

        Assert.Equal(1, diverged.ExitCode);
        Assert.Contains("no checkpoint", diverged.Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "diverged", "last.checkpoint")));
        Assert.Matches("update [0-9]+ .*s[0-9]{2}-000u-01", diverged.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void FromAModel_UsesItsShapeByDefault()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode); // 2 layers of 8 units
        ModelConfig same = Continue("same").Config;
        Assert.Equal((2, 8, 8), (same.Layers, same.Hidden, same.OutputEmbedding));
        Assert.Equal(12, Continue("wider", "--hidden", "12").Config.Hidden);

        // The optimiser's moments are gathered before any weight changes.
        Assert.Equal(0, FirstAfterTheStart("same").GetProperty("learningRate").GetDouble());

        InkModel Continue(string run, params string[] more)
        {
            string from = Path.Combine(_folder, "run", "last.safetensors");
            TrainerProgram.Result result = TrainerProgram.Run(
                _folder,
                ["train", "--data", _lines.Folder, "--run", Path.Combine(_folder, run), "--from", from, "--batch", "4", "--epochs", "1",
                    "--evaluate-from", "1", .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(_folder, run, "last.safetensors"));
        }
    }

    [Fact]
    public void FromARun_StartsBeforeItsCooldown_WithItsShapeByDefault()
    {
        string[] constant = ["--schedule", "constant", "--cooldown-share", "0.5", "--epochs", "1", "--evaluate-from", "1"];
        // 2 layers of 8 units
        Assert.Equal(0, Train("run", ["--learning-rate", "3e-3", "--taught-boundaries", "pen-up", .. constant]).ExitCode);
        long points = Points("run").Max();
        TrainingRecord same = Continue("same").Metadata.Training!;
        Assert.Equal(("run", "pen-up"), (same.StartedFrom!.Model, same.TaughtBoundaries));
        Assert.InRange(same.StartedFrom.PointsSeen, points / 3, points * 2 / 3);
        // The run's rate, without warm-up.
        Assert.Equal(3e-3, FirstAfterTheStart("same").GetProperty("learningRate").GetDouble(), 1e-9);
        Assert.Equal(12, Continue("wider", "--hidden", "12").Config.Hidden);

        TrainerProgram.Result none = TrainerProgram.Run(_folder, [.. From(_folder), "--run", Path.Combine(_folder, "none")]);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("not the folder of a run", none.Errors);

        string[] From(string path) => ["train", "--data", _lines.Folder, "--from", path, "--batch", "4", .. constant];
        InkModel Continue(string run, params string[] more)
        {
            TrainerProgram.Result result = TrainerProgram.Run(
                _folder,
                [.. From(Path.Combine(_folder, "run") + Path.DirectorySeparatorChar), "--run", Path.Combine(_folder, run), .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(_folder, run, "last.safetensors"));
        }
    }

    [Fact]
    public void FolderOfARun_IsNotOverwritten()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        TrainerProgram.Result again = Train("run", "--epochs", "1");

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--resume", again.Errors);
    }

    [Fact]
    public void ResumeWithOtherData_IsRejected()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        File.Delete(Directory.GetFiles(_lines.Folder)[0]);
        TrainerProgram.Result other = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(1, other.ExitCode);
        Assert.Contains("other data", other.Errors);
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
    [InlineData("--batch", "1,000")]
    [InlineData("--slope-per-epoch", "-0.1")]
    [InlineData("--slope-maximum", "0")]
    [InlineData("--checkpoint-minutes", "-1")]
    [InlineData("--run", "")]
    [InlineData("--no-such-option", "1")]
    public void UsageError_ExitsWithTwo(string option, string value)
    {
        string[] budget = option == "--epochs" ? [] : ["--epochs", "1"];
        TrainerProgram.Result result = TrainerProgram.Run(_folder, ["train", "--data", _lines.Folder, .. budget, option, value]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, result.Errors + result.Output);
    }

    [Fact]
    public void NoBudget_IsAUsageError()
    {
        TrainerProgram.Result result = Train("run");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--minutes", result.Errors + result.Output);
    }

    [Fact]
    public void MissingData_IsNamed()
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "train", "--data", "/no/such/archive.tar.gz", "--epochs", "1", "--run", Path.Combine(_folder, "run"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/no/such/archive.tar.gz", result.Errors.ReplaceLineEndings(""));
    }

    private string[] Arguments(string run) =>
    [
        "train", "--data", _lines.Folder, "--run", Path.Combine(_folder, run), "--layers", "2", "--hidden", "8", "--batch", "4",
        "--checkpoint-minutes", "0",
    ];

    private TrainerProgram.Result Train(string run, params string[] more) => TrainerProgram.Run(_folder, [.. Arguments(run), .. more]);

    private ModelHistory History(string run) => ModelHistory.OfRun(Path.Combine(_folder, run));

    private IEnumerable<long> Points(string run) => Metrics(run).Select(record => record.GetProperty("pointsSeen").GetInt64());

    private IEnumerable<System.Text.Json.JsonElement> Metrics(string run) =>
        File.ReadLines(Path.Combine(_folder, run, "metrics.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement);

    /// <summary>The first evaluation after that of the starting model.</summary>
    private System.Text.Json.JsonElement FirstAfterTheStart(string run) =>
        Metrics(run).First(record => record.GetProperty("pointsSeen").GetInt64() > 0);

    /// <summary>The results of all evaluations, which do not depend on the speed of the machine.</summary>
    private IEnumerable<(double, double)> Figures(string run) => Metrics(run).Select(record =>
        (record.GetProperty("trainNatsPerSequence").GetDouble(), record.GetProperty("validationNatsPerSequence").GetDouble()));
}
