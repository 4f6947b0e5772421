using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>The folder of a run: one owner, a record of its options, and no folder after a failed start.</summary>
public sealed class RunFolderTests : TrainedRuns
{
    [Fact]
    public void SecondTrainerInARun_IsRejected_UntilTheFirstIsKilled()
    {
        using TrainerProgram first = TrainerProgram.Start(Folder, [.. Arguments("run"), "--epochs", "1000"]);
        first.WaitForFile(Path.Combine(Folder, "run", "last.checkpoint"));

        TrainerProgram.Result second = Train("run", "--epochs", "1000", "--resume");
        first.Kill();
        first.Wait();
        File.WriteAllText(Path.Combine(Folder, "run", "last.checkpoint.0.part"), "of a killed trainer");
        TrainerProgram.Result third = Train("run", "--epochs", "1", "--resume");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Another trainer", second.Errors);
        Assert.Equal(0, third.ExitCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "run"), "*.part"));
        Assert.False(File.Exists(Path.Combine(Folder, "run", "owner.lock")));
    }

    [Fact]
    public void FailedStart_LeavesNoFolder()
    {
        foreach (string file in Directory.GetFiles(Lines.Folder).Skip(1)) File.Delete(file);

        TrainerProgram.Result result = Train("run", "--epochs", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Folder, "run")));
    }

    [Fact]
    public void RunRecord_MakesTheSameRunAgain()
    {
        string[] options = ["--epochs", "1", "--learning-rate", "3e-3", "--layer-rate-shares", "1,0.25", "--seed", "7"];
        Assert.Equal(0, Train("first", options).ExitCode);
        string record = Path.Combine(Folder, "first", "run.json");

        TrainerProgram.Result result = TrainerProgram.Run(
            Folder, "train", "--config", record, "--run", Path.Combine(Folder, "second"));

        Assert.Equal(0, result.ExitCode);
        JsonElement recorded = JsonDocument.Parse(File.ReadAllText(record)).RootElement.GetProperty("options");
        Assert.Equal(3e-3, recorded.GetProperty("learning-rate").GetDouble());
        Assert.Equal("1,0.25", recorded.GetProperty("layer-rate-shares").GetString());
        InkModel expected = InkModel.Load(Path.Combine(Folder, "first", "last.safetensors"));
        InkModel actual = InkModel.Load(Path.Combine(Folder, "second", "last.safetensors"));
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));
    }

    [Theory]
    [InlineData("{\"batch\": 4, \"bach\": 4}", "'bach' is not an option of train")]
    [InlineData("{\"batch\": 4,", "Use a run.json, or an object")]
    [InlineData(null, "does not exist")]
    public void ConfigThatCannotBeUsed_IsNamed(string? content, string expected)
    {
        string config = Path.Combine(Folder, "mine.json");
        if (content is not null) File.WriteAllText(config, content);

        TrainerProgram.Result result = Train("run", "--epochs", "1", "--config", config);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{config}'", result.Errors);
        Assert.Contains(expected, result.Errors);
        Assert.False(Directory.Exists(Path.Combine(Folder, "run")));
    }

    [Fact]
    public void ResumeWithOtherOptions_IsRejected_NamingBothValues()
    {
        Assert.Equal(0, Train("run", "--epochs", "1", "--learning-rate", "3e-3").ExitCode);

        TrainerProgram.Result other = Train("run", "--epochs", "2", "--resume", "--learning-rate", "0.004");
        TrainerProgram.Result same = Train("run", "--epochs", "2", "--resume", "--learning-rate", "0.003", "--evaluate-every", "4000");

        Assert.Equal(1, other.ExitCode);
        Assert.Contains("--learning-rate 0.004 (the run has 0.003)", other.Errors.ReplaceLineEndings(" "));
        Assert.Equal(0, same.ExitCode);
    }

    [Fact]
    public void IncompleteLastLineOfMetrics_IsDroppedWithANote()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        string metrics = Path.Combine(Folder, "run", "metrics.jsonl");
        int before = File.ReadAllLines(metrics).Length;
        File.AppendAllText(metrics, "{\"evaluation\":");

        TrainerProgram.Result resumed = Train("run", "--epochs", "2", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("incomplete", resumed.Errors);
        string[] lines = File.ReadAllLines(metrics);
        Assert.True(lines.Length > before);
        Assert.All(lines, line => JsonDocument.Parse(line));
    }

    [Fact]
    public void RunThatDiverges_StopsAndSaysWhatToChange()
    {
        TrainerProgram.Result result = Train("run", "--epochs", "40", "--learning-rate", "1000");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--learning-rate", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
    }
}
