namespace HmRnnInk.Trainer.Tests;

/// <summary>The folder of a run: one owner, a record of its options, and no folder after a failed start.</summary>
public sealed class RunFolderTests : TrainedRuns
{
    [Fact]
    public void SecondTrainerInARun_IsRejected_UntilTheFirstIsKilled()
    {
        using TrainerProgram first = TrainerProgram.Start(Folder, [.. Arguments("run"), "--epochs", "1000"]);
        first.WaitForFile(At("run/last.checkpoint"));

        TrainerProgram.Result second = Train("run", "--epochs", "1000", "--resume");
        first.Kill();
        first.Wait();
        File.WriteAllText(At("run/last.checkpoint.0.part"), "of a killed trainer");
        TrainerProgram.Result third = Train("run", "--epochs", "1", "--resume");

        second.AssertFailure(1, "Another trainer");
        third.AssertSuccess();
        Assert.Empty(Directory.GetFiles(At("run"), "*.part"));
        Assert.False(File.Exists(At("run/owner.lock")));
    }

    [Fact]
    public void FailedStart_LeavesNoFolder()
    {
        foreach (string file in Directory.GetFiles(Lines).Skip(1)) File.Delete(file);

        Train("run", "--epochs", "1").AssertFailure(1);
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void RunRecord_MakesTheSameRunAgain()
    {
        string[] options = ["--epochs", "1", "--learning-rate", "3e-3", "--layer-rate-shares", "1,0.25", "--seed", "7"];
        Train("first", options).AssertSuccess();
        string record = At("first/run.json");
        Run("train", "--config", record, "--run", At("second")).AssertSuccess();

        JsonElement recorded = JsonDocument.Parse(File.ReadAllText(record)).RootElement.GetProperty("options");
        Assert.Equal(3e-3, recorded.Number("learning-rate"));
        Assert.Equal("1,0.25", recorded.Text("layer-rate-shares"));
        AssertSameWeights("first", "second");
    }

    [Theory]
    [InlineData("{\"batch\": 4, \"bach\": 4}", "'bach' is not an option of train")]
    [InlineData("{\"batch\": 4,", "Use a run.json, or an object")]
    [InlineData(null, "does not exist")]
    public void ConfigThatCannotBeUsed_IsNamed(string? content, string expected)
    {
        string config = At("mine.json");
        if (content is not null) File.WriteAllText(config, content);

        Train("run", "--epochs", "1", "--config", config).AssertFailure(1, $"'{config}'", expected);
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void ResumeWithOtherOptions_IsRejected_NamingBothValues()
    {
        Train("run", "--epochs", "1", "--learning-rate", "3e-3").AssertSuccess();

        Train("run", "--epochs", "2", "--resume", "--learning-rate", "0.004")
            .AssertFailure(1, "--learning-rate 0.004 (the run has 0.003)");
        Train("run", "--epochs", "2", "--resume", "--learning-rate", "0.003", "--evaluate-every", "4000").AssertSuccess();
    }

    [Fact]
    public void IncompleteLastLineOfMetrics_IsDroppedWithANote()
    {
        Train("run", "--epochs", "1").AssertSuccess();
        string metrics = At("run/metrics.jsonl");
        int before = File.ReadAllLines(metrics).Length;
        File.AppendAllText(metrics, "{\"evaluation\":");

        Assert.Contains("incomplete", Train("run", "--epochs", "2", "--resume").AssertSuccess().Errors);

        string[] lines = File.ReadAllLines(metrics);
        Assert.True(lines.Length > before);
        Assert.All(lines, line => JsonDocument.Parse(line));
    }

    [Fact]
    public void RunThatDiverges_StopsAndSaysWhatToChange()
    {
        TrainerProgram.Result result = Train("run", "--epochs", "40", "--learning-rate", "1000");

        result.AssertFailure(1, "--learning-rate");
        Assert.DoesNotContain("   at ", result.Errors);
    }
}
