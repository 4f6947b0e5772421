using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

public sealed class TrainCommandTests : IDisposable
{
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
        TrainerProgram.Result whole = Train("whole", "--epochs", "2", "--line-scaling", "0.1", "--recurrent-dropout", "0.1", "--output-dropout", "0.1", "--dequantise", "--boundary-rates", "0.1", "--weight-average", "0.99");
        Assert.Equal(0, whole.ExitCode);

        using (TrainerProgram killed = TrainerProgram.Start(_folder, [.. Arguments("killed"), "--epochs", "2", "--line-scaling", "0.1", "--recurrent-dropout", "0.1", "--output-dropout", "0.1", "--dequantise", "--boundary-rates", "0.1", "--weight-average", "0.99"]))
        {
            string checkpoint = Path.Combine(_folder, "killed", "last.checkpoint");
            SpinWait.SpinUntil(() => File.Exists(checkpoint) || killed.HasEnded);
            Assert.False(killed.HasEnded, killed.HasEnded ? killed.Wait().Errors : "");
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
    public void Interrupted_SavesAndGoesOnWhereItWas()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is sent by kill(1).");
        using (TrainerProgram interrupted = TrainerProgram.Start(_folder, [.. Arguments("run"), "--epochs", "1000", "--json"]))
        {
            SpinWait.SpinUntil(() => File.Exists(Path.Combine(_folder, "run", "last.checkpoint")) || interrupted.HasEnded);
            System.Diagnostics.Process.Start("kill", ["-INT", $"{interrupted.ProcessId}"]).WaitForExit();
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
        string[] made = [.. Directory.GetFiles(Path.Combine(_folder, "run")).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(["best.safetensors", "curve.png", "last.checkpoint", "last.safetensors", "metrics.jsonl", "samples.png", "samples.svg"], made);
    }

    [Fact]
    public void History_HoldsAModelOfEachEvaluation_TheFirstOnesEarly()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--evaluate-from", "1000", "--evaluate-every", "4000").ExitCode);

        long[] evaluated = [.. Points("run")];
        long[] history = History("run").List();
        Assert.Equal(evaluated, history);
        Assert.Equal(4, history.Length);
        for (int index = 0; index < 3; index++) Assert.InRange(history[index], new[] { 1000, 2000, 4000 }[index], new[] { 1000, 2000, 4000 }[index] + 4 * 310);
        Assert.All(history, points => Assert.Equal(points, InkModel.Load(History("run").PathOf(points)).Metadata.Training!.PointsSeen));
        // Half precision is half the size, and the last is the last model.
        InkModel last = InkModel.Load(Path.Combine(_folder, "run", "last.safetensors")), kept = InkModel.Load(History("run").PathOf(history[^1]));
        Assert.Equal(last.Weights["head.bias"], kept.Weights["head.bias"], (a, b) => Math.Abs(a - b) <= Math.Abs(a) / 1000 + 1e-6f);
        Assert.True(new FileInfo(History("run").PathOf(history[^1])).Length < 0.7 * new FileInfo(Path.Combine(_folder, "run", "last.safetensors")).Length);
    }

    [Fact]
    public void Resume_GoesOnWithTheHistory()
    {
        string[] often = ["--evaluate-from", "1000", "--evaluate-every", "3000", "--keep-history", "5"];
        Assert.Equal(0, Train("run", ["--epochs", "1", .. often]).ExitCode);
        long[] before = History("run").List();
        Assert.Equal(4, before.Length);
        File.Copy(History("run").PathOf(before[0]), History("run").PathOf(50_000)); // of a moment that the run goes back from
        File.WriteAllText(History("run").PathOf(60_000) + ".1.part", "half a model");
        Assert.Equal(0, Train("run", "--epochs", "2", "--resume").ExitCode);

        long[] after = History("run").List();
        Assert.Equal(5, after.Length);
        Assert.Equal([before[0], Points("run").Max()], [after[0], after[^1]]);
        Assert.All(after, points => Assert.Contains(points, Points("run")));
        Assert.Equal(5, Directory.GetFileSystemEntries(History("run").Folder).Length);
    }

    [Fact]
    public void LayerRateShares_SayHowFastEachLayerLearns()
    {
        // A layer that does not learn ends where it began, whatever the rate.
        Assert.Equal(0, Train("slow", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "1e-3").ExitCode);
        Assert.Equal(0, Train("fast", "--epochs", "1", "--layer-rate-shares", "1", "1e-44", "--learning-rate", "2e-3").ExitCode);

        InkModel slow = InkModel.Load(Path.Combine(_folder, "slow", "last.safetensors")), fast = InkModel.Load(Path.Combine(_folder, "fast", "last.safetensors"));
        Assert.All(slow.Weights, weight => Assert.Equal(weight.Key.StartsWith("layers.1."), weight.Value.SequenceEqual(fast.Weights[weight.Key])));
    }

    [Fact]
    public void LargerBudget_OfARunThatHasCooledDown_GoesOnFromBefore_AndSaysSo()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--schedule", "constant", "--cooldown-share", "0.5", "--evaluate-from", "1000").ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "run", "before-cooldown.checkpoint")));
        Assert.DoesNotContain("before-cooldown", Train("run", "--epochs", "1", "--resume").Errors);

        TrainerProgram.Result larger = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(0, larger.ExitCode);
        Assert.Contains("before-cooldown.checkpoint", larger.Errors);
        Assert.Equal(Points("run").Order().Distinct(), Points("run"));
        Assert.All(History("run").List(), points => Assert.Contains(points, Points("run")));
    }

    [Fact]
    public void NoHistory_LeavesNone()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--keep-history", "0").ExitCode);
        Assert.False(Directory.Exists(History("run").Folder));
    }

    [Fact]
    public void Publish_MakesAModelWithItsFiguresAndHowItWasTrained()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--line-scaling", "0.1", "--dequantise", "--boundary-rates", "0.1", "--layer-rate-shares", "1", "0.5", "--weight-average", "0.99").ExitCode);
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "publish", "--run", Path.Combine(_folder, "run"), "--data", _lines.Folder, "--out", Path.Combine(_folder, "mine.safetensors"), "--precision", "float16");

        Assert.Equal(0, result.ExitCode);
        InkModel model = InkModel.Load(Path.Combine(_folder, "mine.safetensors"));
        string card = File.ReadAllText(Path.Combine(_folder, "mine.md"));
        Assert.Contains(FormattableString.Invariant($"| {model.Metadata.Training!.TestNatsPerSequence:F1} |"), card);
        Assert.Contains("| valid, before rounding |", card);
        Assert.Contains("draws boundary rates to 0.1", card);
        Assert.Contains("times 1, 0.5 in the layers", card);
        Assert.Contains("points dequantised anew in each pass", card);
        Assert.Contains("moving average of the weights, 0.99 of it kept", card);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "run", "metrics.jsonl")), File.ReadAllText(Path.Combine(_folder, "mine.metrics.jsonl")));
        Assert.True(File.Exists(Path.Combine(_folder, "mine.samples.png")) && File.Exists(Path.Combine(_folder, "mine.curve.png")));
    }

    [Fact]
    public void Publish_ThatFails_LeavesWhatIsThere()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        string shipped = Path.Combine(_folder, "mine.safetensors");
        File.WriteAllText(shipped, "a model that ships");
        using var others = new ScribbledLines(25);
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "publish", "--run", Path.Combine(_folder, "run"), "--data", others.Folder, "--out", shipped);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not what the run was trained on", result.Errors);
        Assert.Equal("a model that ships", File.ReadAllText(shipped));
        Assert.Equal(2, TrainerProgram.Run(_folder, "publish", "--run", Path.Combine(_folder, "run"), "--data", _lines.Folder, "--out", Path.Combine(_folder, "mine.md")).ExitCode);
    }

    [Fact]
    public void EvaluateOnOtherData_SaysSo()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        using var others = new ScribbledLines(25);
        string model = Path.Combine(_folder, "run", "best.safetensors");

        TrainerProgram.Result other = TrainerProgram.Run(_folder, "evaluate", "--model", model, "--data", others.Folder, "--split", "test");
        Assert.Equal(0, other.ExitCode);
        Assert.Contains("trained on other data", other.Errors);
        Assert.DoesNotContain("warning", TrainerProgram.Run(_folder, "evaluate", "--model", model, "--data", _lines.Folder, "--split", "test").Errors);
    }

    [Fact]
    public void Compare_TellsTheBestOfEachRun()
    {
        Assert.Equal(0, Train("one", "--epochs", "1").ExitCode);
        Assert.Equal(0, Train("other", "--epochs", "2", "--evaluate-every", "5000").ExitCode);
        File.WriteAllText(Path.Combine(_folder, "other", "boundaries.json"), """
            {"rows":[{"layer":2,"boundaryRate":0.05,"landmark":"pen-up","precision":0.75,"precisionShifted":0.25,"recall":0.9,"recallShifted":0.2},
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
        Assert.Equal("| other | 2 | 0.050 | 0.750 | 0.250 | 0.900 | 0.200 | 0.200 | 0.800 | 0.320 | |", string.Join(' ', table[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(2, TrainerProgram.Run(_folder, "compare", Path.Combine(_folder, "one"), "--out", Path.Combine(_folder, "curves.md")).ExitCode);
        Assert.Contains(FormattableString.Invariant($"| {Figures("other").Max(figures => figures.Item2):0.0} |"), table[3]);
    }

    [Theory]
    [InlineData("0,0,0", "0,0,0", "none")]
    [InlineData("0,0,0", "0,1,1", "die")]
    [InlineData("0.3,0.004,0", "0,0.7,0.996", "die")]
    [InlineData("0.3,1,0", "0,0.7,0", "always")]
    [InlineData("0.3,0.1,0", "0,0.7,0.9", "nested")]
    [InlineData("0.1,0.3,0", "0,0.9,0.7", "not nested")]
    public void Compare_TellsWhatBecameOfTheBoundaries(string rates, string copies, string told)
    {
        string file = Path.Combine(_folder, "a.metrics.jsonl");
        File.WriteAllText(file, $$"""{"evaluation":1,"epoch":0,"updates":1,"pointsSeen":1,"elapsedMinutes":1,"trainNatsPerSequence":1,"trainNatsPerPoint":1,"validationNatsPerSequence":1,"validationNatsPerPoint":1,"validationSequences":1,"boundaryRates":[{{rates}}],"updateShares":[0,0,0],"copyShares":[{{copies}}],"flushShares":[0,0,0],"slope":1,"learningRate":1,"gradientNorm":1,"pointsPerSecond":1}""");
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "compare", file, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(told, result.Json.GetProperty("rows")[0].GetProperty("boundaries").GetString());
    }

    [Fact]
    public void ForcedBoundaries_AreAControl_WhichNoEngineRuns()
    {
        Assert.Equal(0, Train("control", "--epochs", "1", "--forced-boundaries", "every-3").ExitCode);

        Assert.All(Figures("control"), figures => Assert.True(double.IsFinite(figures.Item2)));
        Assert.InRange(System.Text.Json.JsonDocument.Parse(File.ReadLines(Path.Combine(_folder, "control", "metrics.jsonl")).Last())
            .RootElement.GetProperty("boundaryRates")[0].GetDouble(), 0.3, 0.36);
        TrainerProgram.Result refused = TrainerProgram.Run(
            _folder, "evaluate", "--model", Path.Combine(_folder, "control", "best.safetensors"), "--data", _lines.Folder);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("every-3", refused.Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "control", "samples.png")));
    }

    [Theory]
    [InlineData(1, "2 boundary rules for 1 detectors", "--taught-boundaries", "pen-up", "word-gap")]
    [InlineData(2, "stroke-start", "--taught-boundaries", "pen-down")]
    [InlineData(2, "exclude each other", "--taught-boundaries", "pen-up", "--forced-boundaries", "pen-up")]
    public void BoundaryRulesThatCannotBe_AreRefused(int code, string told, params string[] options)
    {
        TrainerProgram.Result result = Train("run", ["--epochs", "1", .. options]);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(told, result.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void TaughtBoundaries_FireWhereTheRuleDoes()
    {
        Assert.Equal(0, Train("run", "--epochs", "8", "--taught-boundaries", "pen-up", "--taught-boundary-weight", "10").ExitCode);

        TrainerProgram.Result measured = TrainerProgram.Run(
            _folder, "boundaries", "--model", Path.Combine(_folder, "run", "last.safetensors"), "--data", _lines.Folder, "--split", "train", "--json");
        var row = measured.Json.GetProperty("rows").EnumerateArray().First(one => one.GetProperty("landmark").GetString() == "pen-up");
        Assert.True(row.GetProperty("precision").GetDouble() > 2 * row.GetProperty("precisionShifted").GetDouble(), row.ToString());
    }

    [Fact]
    public void Compare_NamesWhatIsNotARun()
    {
        string file = Path.Combine(_folder, "metrics.jsonl");
        File.WriteAllText(file, "{\"evaluation\":1}\n");
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "compare", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("line 1", result.Errors.ReplaceLineEndings(" "));
    }

    [Fact]
    public void HundredsOfUpdates_LeaveNoTensorAndNoMemoryBehind()
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "train", "--data", _lines.Folder, "--run", Path.Combine(_folder, "run"), "--layers", "2", "--hidden", "32", "--batch", "4",
            "--epochs", "15", "--evaluate-every", "20000");
        Assert.True(result.ExitCode == 0, result.Errors);

        System.Text.Json.JsonElement[] records =
        [
            .. File.ReadLines(Path.Combine(_folder, "run", "metrics.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement),
        ];
        System.Text.Json.JsonElement first = records[1], last = records[^1]; // pictures are drawn for the first time after the zeroth
        Assert.InRange(last.GetProperty("updates").GetInt64() - first.GetProperty("updates").GetInt64(), 200, 1000);
        Assert.All(records, record => Assert.Equal(first.GetProperty("liveTensors").GetInt64(), record.GetProperty("liveTensors").GetInt64()));
        // An update's activations alone take more than a megabyte.
        double grown = last.GetProperty("residentMegabytes").GetDouble() - first.GetProperty("residentMegabytes").GetDouble();
        Assert.InRange(grown, -1000, 50);
    }

    [Fact]
    public void LossThatIsNotFinite_StopsWithStepAndLines_AndKeepsTheLastCheckpoint()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        byte[] before = File.ReadAllBytes(Path.Combine(_folder, "run", "last.checkpoint"));
        TrainerProgram.Result wild = Train("wild", "--epochs", "5", "--learning-rate", "1e30");

        Assert.Equal(1, wild.ExitCode);
        Assert.Contains("There is no checkpoint yet", wild.Errors); // and none of weights past mending
        Assert.False(File.Exists(Path.Combine(_folder, "wild", "last.checkpoint")));
        Assert.Matches("update [0-9]+ .*s[0-9]{2}-000u-01", wild.Errors.ReplaceLineEndings(" "));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_folder, "run", "last.checkpoint")));
    }

    [Fact]
    public void FromAModel_TakesItsShapeUnlessToldOtherwise()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode); // 2 layers of 8 units
        ModelConfig same = GoOn("same").Config;
        Assert.Equal((2, 8, 8), (same.Layers, same.Hidden, same.OutputEmbedding));
        Assert.Equal(12, GoOn("wider", "--hidden", "12").Config.Hidden);

        // Its moments are gathered before any weight moves.
        Assert.Equal(0, Metrics("same").First().GetProperty("learningRate").GetDouble());

        InkModel GoOn(string run, params string[] more)
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
    public void FromARun_StartsBeforeItsCooldown_WithItsShapeUnlessToldOtherwise()
    {
        string[] constant = ["--schedule", "constant", "--cooldown-share", "0.5", "--epochs", "1", "--evaluate-from", "1"];
        // 2 layers of 8 units
        Assert.Equal(0, Train("run", ["--learning-rate", "3e-3", "--taught-boundaries", "pen-up", .. constant]).ExitCode);
        long points = Points("run").Max();
        TrainingRecord same = GoOn("same").Metadata.Training!;
        Assert.Equal(("run", "pen-up"), (same.StartedFrom!.Model, same.TaughtBoundaries));
        Assert.InRange(same.StartedFrom.PointsSeen, points / 3, points * 2 / 3);
        Assert.Equal(3e-3, Metrics("same").First().GetProperty("learningRate").GetDouble(), 1e-9); // the run's, and at once
        Assert.Equal(12, GoOn("wider", "--hidden", "12").Config.Hidden);

        TrainerProgram.Result none = TrainerProgram.Run(_folder, [.. From(_folder), "--run", Path.Combine(_folder, "none")]);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("holds no run", none.Errors);

        string[] From(string path) => ["train", "--data", _lines.Folder, "--from", path, "--batch", "4", .. constant];
        InkModel GoOn(string run, params string[] more)
        {
            TrainerProgram.Result result = TrainerProgram.Run(
                _folder,
                [.. From(Path.Combine(_folder, "run") + Path.DirectorySeparatorChar), "--run", Path.Combine(_folder, run), .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(_folder, run, "last.safetensors"));
        }
    }

    [Fact]
    public void FolderThatHoldsARun_IsNotOverwritten()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        TrainerProgram.Result again = Train("run", "--epochs", "1");

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--resume", again.Errors);
    }

    [Fact]
    public void OtherDataThanTheRunStartedWith_IsRefused()
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
    [InlineData("--slope-per-epoch", "-0.1")]
    [InlineData("--slope-maximum", "0")]
    [InlineData("--checkpoint-minutes", "-1")]
    [InlineData("--run", "")]
    [InlineData("--no-such-option", "1")]
    public void WrongUsage_ExitsWithTwo(string option, string value)
    {
        TrainerProgram.Result result = TrainerProgram.Run(_folder, ["train", "--data", _lines.Folder, .. option == "--epochs" ? Array.Empty<string>() : ["--epochs", "1"], option, value]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, result.Errors + result.Output);
    }

    [Fact]
    public void NoBudget_IsWrongUsage()
    {
        TrainerProgram.Result result = Train("run");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--minutes", result.Errors + result.Output);
    }

    [Fact]
    public void DataThatIsNotThere_IsNamed()
    {
        TrainerProgram.Result result = TrainerProgram.Run(_folder, "train", "--data", "/no/such/archive.tar.gz", "--epochs", "1", "--run", Path.Combine(_folder, "run"));
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

    /// <summary>What the evaluations found, without what the clock decides.</summary>
    private IEnumerable<(double, double)> Figures(string run) =>
        File.ReadLines(Path.Combine(_folder, run, "metrics.jsonl")).Select(line =>
        {
            var record = System.Text.Json.JsonDocument.Parse(line).RootElement;
            return (record.GetProperty("trainNatsPerSequence").GetDouble(), record.GetProperty("validationNatsPerSequence").GetDouble());
        });
}
