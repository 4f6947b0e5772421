using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Runs of the trainer on scribbled lines, in a folder of the test.</summary>
public abstract class TrainedRuns : IDisposable
{
    /// <summary>Noise, dropout, a prior and an average of the weights. A resumed run must continue all of them exactly.</summary>
    private protected static string[] NoiseAndAverageOptions { get; } =
    [
        "--line-scaling", "0.1", "--recurrent-dropout", "0.1", "--output-dropout", "0.1", "--dequantise", "--boundary-rates", "0.1",
        "--weight-average", "0.99",
    ];

    private protected ScribbledLines Lines { get; } = new(24);

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("hmrnnink-train-").FullName;

    public void Dispose()
    {
        Lines.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected string[] Arguments(string run) =>
    [
        "train", "--data", Lines.Folder, "--run", Path.Combine(Folder, run), "--layers", "2", "--hidden", "8", "--batch", "4",
        "--checkpoint-minutes", "0",
    ];

    private protected TrainerProgram.Result Train(string run, params string[] more) =>
        TrainerProgram.Run(Folder, [.. Arguments(run), .. more]);

    private protected ModelHistory History(string run) => ModelHistory.OfRun(Path.Combine(Folder, run));

    private protected IEnumerable<long> Points(string run) => Metrics(run).Select(record => record.GetProperty("pointsSeen").GetInt64());

    private protected IEnumerable<System.Text.Json.JsonElement> Metrics(string run) =>
        File.ReadLines(Path.Combine(Folder, run, "metrics.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement);

    /// <summary>The first evaluation after that of the starting model.</summary>
    private protected System.Text.Json.JsonElement FirstAfterTheStart(string run) =>
        Metrics(run).First(record => record.GetProperty("pointsSeen").GetInt64() > 0);

    /// <summary>The results of all evaluations in nats per line. They do not depend on the speed of the machine.</summary>
    private protected IEnumerable<(double TrainNats, double ValidationNats)> Figures(string run) => Metrics(run).Select(record =>
        (record.GetProperty("trainNatsPerSequence").GetDouble(), record.GetProperty("validationNatsPerSequence").GetDouble()));
}
