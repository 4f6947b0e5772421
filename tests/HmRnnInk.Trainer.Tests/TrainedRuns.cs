namespace HmRnnInk.Trainer.Tests;

/// <summary>Runs of the trainer on scribbled lines, in a folder of the test or of the tests that share them.</summary>
public abstract class TrainedRuns : FolderTests
{
    /// <inheritdoc cref="ScribbledLines.Write"/>
    protected TrainedRuns(int lines = 24, bool words = false, int linesPerForm = 1) =>
        Lines = ScribbledLines.Write(At("lines"), lines, words, linesPerForm);

    /// <summary>Noise, dropout, a prior and an average of the weights. A resumed run must continue all of them exactly.</summary>
    private protected static string[] NoiseAndAverageOptions { get; } =
    [
        "--line-scaling", "0.1", "--recurrent-dropout", "0.1", "--output-dropout", "0.1", "--dequantise", "--boundary-rates", "0.1",
        "--weight-average", "0.99",
    ];

    /// <summary>The folder of the lines.</summary>
    internal string Lines { get; }

    /// <summary>The path of a file or of a run.</summary>
    internal string At(string name) => Path.Combine(Folder, name);

    internal string LastModel(string run) => At($"{run}/last.safetensors");

    internal virtual InkModel Load(string run) => InkModel.Load(LastModel(run));

    /// <summary>Runs the trainer to its end.</summary>
    internal TrainerProgram.Result Run(params string[] arguments) => TrainerProgram.Run(Folder, arguments);

    internal TrainerProgram.Result Train(string run, params string[] more) => Run([.. Arguments(run), .. more]);

    /// <summary>Trains on the lines with these options only.</summary>
    internal TrainerProgram.Result TrainExactly(string run, params string[] options) =>
        Run(["train", "--data", Lines, "--run", At(run), .. options]);

    /// <summary>Runs a command with the last model of a run, on the lines.</summary>
    internal TrainerProgram.Result RunOn(string run, string command, params string[] options) =>
        Run([command, "--model", LastModel(run), "--data", Lines, .. options]);

    /// <summary>Writes transcripts in IAM-OnDB's format.</summary>
    /// <param name="texts">Of the first forms.</param>
    /// <returns>The folder.</returns>
    internal string WriteTexts(string name, params IEnumerable<string> texts)
    {
        Directory.CreateDirectory(At(name));
        foreach ((int form, string text) in texts.Index())
            File.WriteAllText(At($"{name}/s{form:00}-000u.txt"), $"OCR:\n\nprint\n\nCSR:\n\n{text}\n");
        return At(name);
    }

    internal IEnumerable<JsonElement> Metrics(string run) =>
        File.ReadLines(At($"{run}/metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);

    private protected virtual string[] Arguments(string run) =>
        ["train", "--data", Lines, "--run", At(run), "--layers", "2", "--hidden", "8", "--batch", "4", "--checkpoint-minutes", "0"];

    /// <summary>Trains until there is a checkpoint, and kills the trainer before it has written a model.</summary>
    private protected void TrainAndKill(string run, params string[] more)
    {
        using TrainerProgram killed = TrainerProgram.Start(Folder, [.. Arguments(run), .. more]);
        killed.WaitForFile(At($"{run}/last.checkpoint"));
        killed.Kill();
        killed.Wait();
        Assert.False(File.Exists(LastModel(run)));
    }

    internal void AssertSameWeights(string expectedRun, string actualRun)
    {
        InkModel expected = Load(expectedRun), actual = Load(actualRun);
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));
    }

    private protected ModelHistory History(string run) => ModelHistory.OfRun(At(run));

    private protected IEnumerable<long> Points(string run) => Metrics(run).Select(record => record.GetProperty("pointsSeen").GetInt64());

    /// <summary>The first evaluation after that of the starting model.</summary>
    private protected JsonElement FirstAfterTheStart(string run) =>
        Metrics(run).First(record => record.GetProperty("pointsSeen").GetInt64() > 0);

    /// <summary>The results of all evaluations in nats per line. They do not depend on the speed of the machine.</summary>
    private protected IEnumerable<(double TrainNats, double ValidationNats)> Figures(string run) =>
        Metrics(run).Select(record => (record.Number("trainNatsPerSequence"), record.Number("validationNatsPerSequence")));
}
