using HmRnnInk.Tests;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Files and folders of the wrong kind: one error that says what they are not, and exit code 1.</summary>
public sealed class WrongFilesTests : FolderTests
{
    private readonly ScribbledLines _lines = new(1);

    public override void Dispose()
    {
        base.Dispose();
        _lines.Dispose();
    }

    [Fact]
    public void Publish_RejectsAPathThatIsNotARun()
    {
        string file = Path.Combine(Folder, "notes"), nowhere = Path.Combine(Folder, "nowhere");
        File.WriteAllText(file, "a file");
        Assert.Contains($"'{file}' is a file. Give --run", Publish(file));
        Assert.Contains($"'{nowhere}' does not exist. Give --run", Publish(nowhere));
        Assert.Contains($"'{Folder}' has no model: there is no best.safetensors in it. Give --run", Publish(Folder));

        string Publish(string run) =>
            Error("publish", "--run", run, "--data", _lines.Folder, "--out", Path.Combine(Folder, "a.safetensors"));
    }

    [Fact]
    public void Compare_RejectsAFileThatIsNotMetrics()
    {
        string file = Path.Combine(Folder, "README.md");
        File.WriteAllText(file, "# Read me");
        Assert.Contains($"'{file}', line 1: this is not an evaluation. Use the metrics.jsonl", Error("compare", file));
    }

    [Fact]
    public void Pauses_NeedsMoreThanALine() => Assert.Contains("too few pauses", Error("pauses", "--data", _lines.Folder));

    [Fact]
    public void Train_NamesAFolderGivenAsCharacters() => Assert.Contains(
        $"'{Folder}' cannot be read: expected a file",
        Error("train", "--characters", Folder, "--run", Path.Combine(Folder, "run"), "--epochs", "1"));

    private string Error(params string[] arguments)
    {
        TrainerProgram.Result result = TrainerProgram.Run(Folder, arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: ", result.Errors);
        return result.Errors.ReplaceLineEndings(" ");
    }
}
