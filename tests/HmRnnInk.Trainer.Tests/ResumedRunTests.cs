namespace HmRnnInk.Trainer.Tests;

/// <summary>Runs that were killed or interrupted and are resumed, or continued from another run.</summary>
public sealed class ResumedRunTests : TrainedRuns
{
    [Fact]
    public void RunResumedAfterAKill_EndsWithTheWeightsOfAnUninterruptedRun()
    {
        string[] options = ["--epochs", "2", .. NoiseAndAverageOptions];
        Train("whole", options).AssertSuccess();
        TrainAndKill("killed", options);
        Train("killed", "--epochs", "2", "--resume").AssertSuccess();

        AssertSameWeights("whole", "killed");
        Assert.Equal(Figures("whole"), Figures("killed"));
    }

    [Fact]
    public void InterruptedRun_SavesACheckpointAndCanBeResumed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is sent by kill(1).");
        using (TrainerProgram interrupted = TrainerProgram.Start(Folder, [.. Arguments("run"), "--epochs", "1000", "--json"]))
        {
            interrupted.WaitForFile(At("run/last.checkpoint"));
            interrupted.Interrupt();
            Assert.Contains("stopped and saved", interrupted.Wait().AssertSuccess().Errors);
        }

        Train("run", "--epochs", "1", "--resume").AssertSuccess();
        Assert.True(File.Exists(At("run/best.safetensors")));
    }

    [Fact]
    public void StopWithInput_SavesAndStopsWhenStandardInputEnds()
    {
        string[] endless = [.. Arguments("child"), "--epochs", "100000", "--stop-with-input", "--json"];
        using TrainerProgram child = TrainerProgram.Start(Folder, endless);
        child.WaitForFile(At("child/last.checkpoint"));
        child.EndInput();

        Assert.True(child.Wait().Json.GetProperty("interrupted").GetBoolean());
    }

    [Fact]
    public void Resume_ContinuesTheHistory()
    {
        string[] often = ["--evaluate-from", "1000", "--evaluate-every", "3000", "--keep-history", "5"];
        Train("run", ["--epochs", "1", .. often]).AssertSuccess();
        long[] before = History("run").List();
        Assert.Equal(4, before.Length);
        File.Copy(History("run").PathOf(before[0]), History("run").PathOf(50_000)); // later than the checkpoint that is resumed
        File.WriteAllText(History("run").PathOf(60_000) + ".1.part", "half a model");
        Train("run", "--epochs", "2", "--resume").AssertSuccess();

        long[] after = History("run").List();
        Assert.Equal(5, after.Length);
        Assert.Equal([before[0], Points("run").Max()], [after[0], after[^1]]);
        Assert.All(after, points => Assert.Contains(points, Points("run")));
        Assert.Equal(5, Directory.GetFileSystemEntries(History("run").Folder).Length);
    }

    [Fact]
    public void ResumeWithALargerBudget_ContinuesFromBeforeTheCooldown_AndSaysSo()
    {
        string[] options = ["--epochs", "1", "--schedule", "constant", "--cooldown-share", "0.5", "--evaluate-from", "1000"];
        Train("run", options).AssertSuccess();
        Assert.True(File.Exists(At("run/before-cooldown.checkpoint")));
        Assert.DoesNotContain("before-cooldown", Train("run", "--epochs", "1", "--resume").Errors);

        Assert.Contains("before-cooldown.checkpoint", Train("run", "--epochs", "2", "--resume").AssertSuccess().Errors);
        Assert.Equal(Points("run").Order().Distinct(), Points("run"));
        Assert.All(History("run").List(), points => Assert.Contains(points, Points("run")));
    }

    [Fact]
    public void FromAModel_UsesItsShapeByDefault()
    {
        Train("run", "--epochs", "1").AssertSuccess(); // 2 layers of 8 units
        ModelConfig same = Continue("same").Config;
        Assert.Equal((2, 8, 8), (same.Layers, same.Hidden, same.OutputEmbedding));
        Assert.Equal(12, Continue("wider", "--hidden", "12").Config.Hidden);

        // The optimiser's moments are gathered before any weight changes.
        Assert.Equal(0, FirstAfterTheStart("same").Number("learningRate"));

        InkModel Continue(string run, params string[] more) =>
            TrainFrom(LastModel("run"), run, ["--epochs", "1", "--evaluate-from", "1", .. more]);
    }

    [Fact]
    public void FromARun_StartsBeforeItsCooldown_WithItsShapeByDefault()
    {
        string[] constant = ["--schedule", "constant", "--cooldown-share", "0.5", "--epochs", "1", "--evaluate-from", "1"];
        // 2 layers of 8 units
        Train("run", ["--learning-rate", "3e-3", "--taught-boundaries", "pen-up", .. constant]).AssertSuccess();
        long points = Points("run").Max();
        TrainingRecord same = Continue("same").Metadata.Training!;
        Assert.Equal(("run", "pen-up"), (same.StartedFrom!.Model, same.TaughtBoundaries));
        Assert.InRange(same.StartedFrom.PointsSeen, points / 3, points * 2 / 3);
        // The run's rate, without warm-up.
        Assert.Equal(3e-3, FirstAfterTheStart("same").Number("learningRate"), 1e-9);
        Assert.Equal(12, Continue("wider", "--hidden", "12").Config.Hidden);

        TrainExactly("none", ["--from", Folder, .. constant]).AssertFailure(1, "not the folder of a run");

        InkModel Continue(string run, params string[] more) =>
            TrainFrom(At("run") + Path.DirectorySeparatorChar, run, [.. constant, .. more]);
    }

    [Fact]
    public void ResumeWithOtherData_IsRejected()
    {
        Train("run", "--epochs", "1").AssertSuccess();
        File.Delete(Directory.GetFiles(Lines)[0]);
        Train("run", "--epochs", "2", "--resume").AssertFailure(1, "other data");
    }

    private InkModel TrainFrom(string start, string run, string[] options)
    {
        TrainExactly(run, ["--from", start, "--batch", "4", .. options]).AssertSuccess();
        return Load(run);
    }
}
