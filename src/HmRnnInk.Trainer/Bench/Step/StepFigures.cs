namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The results of <c>trainer bench step</c>, in the form of its JSON.</summary>
/// <param name="ReadGigabytesPerSecond">Rate at which one core reads main memory.</param>
/// <param name="Processors">Number of the machine's processors; a step uses one.</param>
/// <param name="Data">Name of the data; if none was given, a description of the ink that was used.</param>
internal sealed record StepFigures(
    IReadOnlyList<StepRow> Rows,
    IReadOnlyList<StepModelFigures> Models,
    double ReadGigabytesPerSecond,
    IReadOnlyList<ReadRate> ReadBySize,
    IReadOnlyList<SkippingSweep.Row> Sweep,
    int Repeats,
    int VectorBits,
    int Processors,
    string Data)
{
    /// <summary>Adds <see cref="StepRow.ShareOfRead"/> to the rows.</summary>
    public static IReadOnlyList<StepRow> WithShares(IReadOnlyList<StepRow> rows, IReadOnlyList<ReadRate> readBySize)
    {
        return [.. rows.Select(row => row with { ShareOfRead = Share(row) })];

        double? Share(StepRow row)
        {
            if (row.Streams != 1 || row.Engine.StartsWith("torch", StringComparison.Ordinal)) return null;
            // An engine that skips reads only a part of its weights at each step, but all of them compete for the caches.
            string denseEngine = row.Engine == "lstm" ? "lstm" : "simd-dense";
            StepRow dense =
                rows.First(other => (other.Model, other.Engine, other.Weights, other.Streams) == (row.Model, denseEngine, row.Weights, 1));
            return row.GigabytesPerSecond / ReadRate.At(readBySize, dense.WeightBytesPerStep / 1e6);
        }
    }

    /// <summary>Mean time of an engine divided by that of a reference, for the same model and number of streams.</summary>
    /// <param name="weights">Weights of both; but TorchSharp always has float32.</param>
    /// <returns>Null if one of them was not measured.</returns>
    public double? Ratio(string model, string weights, int streams, string engine, string reference)
    {
        string engineWeights = engine.StartsWith("torch", StringComparison.Ordinal) ? "float32" : weights;
        return Find(engine, engineWeights)?.MeanMicroseconds / Find(reference, weights)?.MeanMicroseconds;

        StepRow? Find(string name, string stored) =>
            Rows.FirstOrDefault(row => (row.Model, row.Engine, row.Weights, row.Streams) == (model, name, stored, streams));
    }
}
