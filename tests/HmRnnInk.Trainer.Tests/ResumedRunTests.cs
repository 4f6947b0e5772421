using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Runs that were killed or interrupted and are resumed, or continued from another run.</summary>
public sealed class ResumedRunTests : TrainedRuns
{
    [Fact]
    public void RunResumedAfterAKill_EndsWithTheWeightsOfAnUninterruptedRun()
    {
        TrainerProgram.Result whole = Train("whole", ["--epochs", "2", .. NoiseAndAverageOptions]);
        Assert.Equal(0, whole.ExitCode);

        using (TrainerProgram killed = TrainerProgram.Start(Folder, [.. Arguments("killed"), "--epochs", "2", .. NoiseAndAverageOptions]))
        {
            killed.WaitForFile(Path.Combine(Folder, "killed", "last.checkpoint"));
            killed.Kill();
            killed.Wait();
        }

        Assert.False(File.Exists(Path.Combine(Folder, "killed", "last.safetensors")));
        TrainerProgram.Result resumed = Train("killed", "--epochs", "2", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        InkModel expected = InkModel.Load(Path.Combine(Folder, "whole", "last.safetensors"));
        InkModel actual = InkModel.Load(Path.Combine(Folder, "killed", "last.safetensors"));
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));
        Assert.Equal(Figures("whole"), Figures("killed"));
    }

    [Fact]
    public void InterruptedRun_SavesACheckpointAndCanBeResumed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is sent by kill(1).");
        using (TrainerProgram interrupted = TrainerProgram.Start(Folder, [.. Arguments("run"), "--epochs", "1000", "--json"]))
        {
            interrupted.WaitForFile(Path.Combine(Folder, "run", "last.checkpoint"));
            interrupted.Interrupt();
            TrainerProgram.Result result = interrupted.Wait();
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("stopped and saved", result.Errors);
        }

        TrainerProgram.Result resumed = Train("run", "--epochs", "1", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        Assert.True(File.Exists(Path.Combine(Folder, "run", "best.safetensors")));
    }

    [Fact]
    public void StopWithInput_SavesAndStopsWhenStandardInputEnds()
    {
        string[] endless = [.. Arguments("child"), "--epochs", "100000", "--stop-with-input", "--json"];
        using TrainerProgram child = TrainerProgram.Start(Folder, endless);
        child.WaitForFile(Path.Combine(Folder, "child", "last.checkpoint"));
        child.EndInput();

        TrainerProgram.Result result = child.Wait();

        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Json.GetProperty("interrupted").GetBoolean());
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
    public void ResumeWithALargerBudget_ContinuesFromBeforeTheCooldown_AndSaysSo()
    {
        string[] options = ["--epochs", "1", "--schedule", "constant", "--cooldown-share", "0.5", "--evaluate-from", "1000"];
        Assert.Equal(0, Train("run", options).ExitCode);
        Assert.True(File.Exists(Path.Combine(Folder, "run", "before-cooldown.checkpoint")));
        Assert.DoesNotContain("before-cooldown", Train("run", "--epochs", "1", "--resume").Errors);

        TrainerProgram.Result larger = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(0, larger.ExitCode);
        Assert.Contains("before-cooldown.checkpoint", larger.Errors);
        Assert.Equal(Points("run").Order().Distinct(), Points("run"));
        Assert.All(History("run").List(), points => Assert.Contains(points, Points("run")));
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
            string from = Path.Combine(Folder, "run", "last.safetensors");
            TrainerProgram.Result result = TrainerProgram.Run(
                Folder,
                ["train", "--data", Lines.Folder, "--run", Path.Combine(Folder, run), "--from", from, "--batch", "4", "--epochs", "1",
                    "--evaluate-from", "1", .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(Folder, run, "last.safetensors"));
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

        TrainerProgram.Result none = TrainerProgram.Run(Folder, [.. From(Folder), "--run", Path.Combine(Folder, "none")]);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("not the folder of a run", none.Errors);

        string[] From(string path) => ["train", "--data", Lines.Folder, "--from", path, "--batch", "4", .. constant];
        InkModel Continue(string run, params string[] more)
        {
            TrainerProgram.Result result = TrainerProgram.Run(
                Folder,
                [.. From(Path.Combine(Folder, "run") + Path.DirectorySeparatorChar), "--run", Path.Combine(Folder, run), .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(Folder, run, "last.safetensors"));
        }
    }

    [Fact]
    public void ResumeWithOtherData_IsRejected()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        File.Delete(Directory.GetFiles(Lines.Folder)[0]);
        TrainerProgram.Result other = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(1, other.ExitCode);
        Assert.Contains("other data", other.Errors);
    }
}
