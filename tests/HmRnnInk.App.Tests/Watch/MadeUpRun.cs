using System.Globalization;
using HmRnnInk.App.Watch;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Watch;

/// <summary>The folder of a training run with tiny random models in its history.</summary>
internal sealed class MadeUpRun : IDisposable
{
    private static readonly ModelConfig Config = new() { Layers = 3, Hidden = 6, Embedding = 4, OutputEmbedding = 6, Components = 2 };

    public string Folder { get; } = Directory.CreateTempSubdirectory("hmrnnink-run-").FullName;

    public string Metrics => Path.Combine(Folder, "metrics.jsonl");

    public ModelHistory History => ModelHistory.OfRun(Folder);

    public static string OwnLine => Path.Combine(Repository.Root, "tests", "data", "own-line.xml");

    public static FixedLine Line() => FixedLine.Of(InkFile.Read(OwnLine));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Adds an evaluation and its model, as the trainer writes them.</summary>
    public MadeUpRun Evaluate(params ReadOnlySpan<long> points)
    {
        foreach (long seen in points)
        {
            History.Add(Model(seen), seen, maximum: 64);
            AddMetrics(seen);
        }

        return this;
    }

    public void AddMetrics(long points) => File.AppendAllText(Metrics, Metric(points) + "\n");

    public static string Metric(long points) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"evaluation":1,"pointsSeen":{{points}},"validationNatsPerSequence":{{Nats(points):F1}},"boundaryRates":"""
        + $$"""[{{Rate(points, 0):F3}},{{Rate(points, 1):F3}},0],"slope":1}""");

    public static InkModel Model(long points) => RandomModel.Create(Config, seed: (int)points);

    /// <summary>A listing of files that do not exist, for tests that never read them.</summary>
    public static RunListing Listing(params long[] points) => new(
        [.. points.Select(seen => new CurvePoint
        {
            PointsSeen = seen,
            ValidationNatsPerSequence = Nats(seen),
            BoundaryRates = [Rate(seen, 0), Rate(seen, 1), 0],
        })],
        [.. points.Select(Checkpoint)], null);

    public static CheckpointFile Checkpoint(long points) => new(points, $"{points}.safetensors", 1, default);

    /// <summary>A reading with three layers, whose detectors fire at regular intervals.</summary>
    /// <param name="every">The rows in a segment of layer 1. A segment of layer 2 has four of these.</param>
    public static CheckpointReading Reading(long points, int every, int rows)
    {
        var traces = new RowTrace[rows];
        bool[] fired = new bool[3];
        var trace = new StepTrace(3);
        for (int row = 0; row < rows; row++)
        {
            bool first = row % every == every - 1, second = row % (4 * every) == (4 * every) - 1;
            trace.Operations[0] = fired[0] ? Operation.Flush : Operation.Update;
            trace.Operations[1] = fired[1] ? Operation.Flush : first ? Operation.Update : Operation.Copy;
            trace.Operations[2] = second ? Operation.Update : Operation.Copy;
            (trace.Boundaries[0], trace.Boundaries[1]) = (first, second);
            trace.BoundaryProbabilities[0] = 0.5f + (0.1f * MathF.Sin(row * MathF.Tau / every));
            trace.BoundaryProbabilities[1] = trace.Operations[1] == Operation.Copy
                ? 0
                : 0.5f + (0.05f * MathF.Sin(row * MathF.Tau / (4 * every)));
            traces[row] = RowTrace.Of(trace, 2 - (row % 7));
            (fired[0], fired[1]) = (first, second);
        }

        // Waves that get higher with training.
        float height = 10 * MathF.Log10(points);
        PenOffset[] written = [.. Enumerable.Range(0, 150).Select(at => new PenOffset(12, height * MathF.Cos(0.6f * at), at % 25 == 24))];
        return new(Checkpoint(points), 3, 2, traces, written, null);
    }

    /// <summary>A typical learning curve.</summary>
    private static double Nats(long points) => 900 - (1_500_000 / Math.Sqrt(points + 100_000.0));

    /// <summary>A boundary rate that falls during the run, more slowly for the second layer than for the first.</summary>
    private static double Rate(long points, int layer)
    {
        (double first, double exponent) = layer == 0 ? (0.9, 0.4) : (0.45, 0.1);
        return first * Math.Pow(20_000.0 / Math.Max(20_000, points), exponent);
    }
}
