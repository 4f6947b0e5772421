namespace HmRnnInk.Trainer.Tests;

/// <summary>Files and folders of the wrong kind: one error that says what they are not, and exit code 1.</summary>
public sealed class WrongFilesTests() : TrainedRuns(lines: 1)
{
    [Fact]
    public void Publish_RejectsAPathThatIsNotARun()
    {
        string file = At("notes"), nowhere = At("nowhere");
        File.WriteAllText(file, "a file");
        AssertRefused(file, $"'{file}' is a file. Give --run");
        AssertRefused(nowhere, $"'{nowhere}' does not exist. Give --run");
        AssertRefused(Folder, $"'{Folder}' has no model: there is no best.safetensors in it. Give --run");

        void AssertRefused(string run, string message) =>
            AssertError(message, "publish", "--run", run, "--data", Lines, "--out", At("a.safetensors"));
    }

    [Fact]
    public void Compare_RejectsAFileThatIsNotMetrics()
    {
        string file = At("README.md");
        File.WriteAllText(file, "# Read me");
        AssertError($"'{file}', line 1: this is not an evaluation. Use the metrics.jsonl", "compare", file);
    }

    [Fact]
    public void Pauses_NeedsMoreThanALine() => AssertError("too few pauses", "pauses", "--data", Lines);

    [Fact]
    public void Train_NamesAFolderGivenAsCharacters() => AssertError(
        $"'{Folder}' cannot be read: expected a file", "train", "--characters", Folder, "--run", At("run"), "--epochs", "1");

    private void AssertError(string message, params string[] arguments)
    {
        TrainerProgram.Result result = Run(arguments);
        result.AssertFailure(1, message);
        Assert.StartsWith("error: ", result.Errors);
    }
}
