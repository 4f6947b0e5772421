namespace HmRnnInk.Trainer.Tests;

/// <summary>Commands that cannot be done. The exit code is 2 for a usage error, else 1, and the error says what is wrong.</summary>
public sealed class RefusedCommandsTests() : TrainedRuns(lines: 1)
{
    [Theory]
    [InlineData("--weights", "evaluate", "--model", "a", "--data", "b", "--weights", "int16")]
    [InlineData("--device", "evaluate", "--model", "a", "--data", "b", "--engine", "simd", "--device", "cpu")]
    [InlineData("int4", "evaluate", "--model", "a", "--data", "b", "--engine", "simd", "--weights", "int4")]
    [InlineData("--split-by", "evaluate", "--model", "a", "--characters", "b", "--split-by", "form")]
    [InlineData("--minutes", "train", "--data", "a")]
    [InlineData("--data", "train", "--characters", "a", "--epochs", "1", "--data", "b")]
    [InlineData("--dequantise", "train", "--characters", "a", "--epochs", "1", "--dequantise", "true")]
    [InlineData("--line-scaling", "train", "--characters", "a", "--epochs", "1", "--line-scaling", "0.1")]
    [InlineData("--taught-boundaries", "train", "--characters", "a", "--epochs", "1", "--taught-boundaries", "pen-up")]
    [InlineData("is only valid with --text", "train", "--data", "a", "--epochs", "1", "--text-whole-share", "0.5")]
    [InlineData("is only valid with --text", "train", "--data", "a", "--epochs", "1", "--window-advance", "boundaries")]
    [InlineData("--steps", "sample", "--model", "a", "--out", "a.png", "--bias", "2")]
    [InlineData("--steps", "sample", "--model", "a", "--out", "a.png", "--seed", "9")]
    [InlineData("--out must end with .svg or .png", "sample", "--model", "a", "--out", "lines.txt")]
    [InlineData("--out must end with .svg or .png", "segment", "--model", "a", "--ink", "b", "--out", "lines.pdf")]
    [InlineData("only valid together", "publish", "--run", "a", "--data", "b", "--out", "a.safetensors", "--text", "x")]
    [InlineData("only valid together", "publish", "--run", "a", "--data", "b", "--out", "a.safetensors", "--recogniser", "x")]
    [InlineData("--over only applies to a picture", "compare", "a", "--over", "points")]
    [InlineData("must be one of points, minutes, both, not 'hours'", "compare", "a", "--out", "a.png", "--over", "hours")]
    [InlineData("--repeats", "bench", "train", "--repeats", "0")]
    [InlineData("--hidden", "bench", "train", "--hidden", "many")]
    [InlineData("--data", "bench", "load", "--repeats", "1")]
    [InlineData("--streams", "bench", "step", "--hidden", "24", "--streams", "0")]
    [InlineData("--out", "bench", "step", "--hidden", "24", "--out", "figures.svg")]
    [InlineData("no-such", "bench", "no-such", "--json", "")]
    public void UsageError_SaysWhatIsWrong(string message, params string[] arguments) => Run(arguments).AssertFailure(2, message);

    [Theory]
    [InlineData("evaluate", "--data", "x", "--model")]
    [InlineData("bench", "step", "--model")]
    [InlineData("bench", "train", "--data")]
    [InlineData("bench", "load", "--data")]
    [InlineData("train", "--epochs", "1", "--data")]
    public void MissingFile_IsNamed(params string[] command) => AssertError("/no/such/file", [.. command, "/no/such/file"]);

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
