namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>Everything that <c>trainer bench step</c> found, as its JSON has it.</summary>
/// <param name="ReadGigabytesPerSecond">One core, from memory.</param>
/// <param name="Processors">Of the machine; a step uses one.</param>
/// <param name="Data">Its name; where none was given, what the models were timed on.</param>
internal sealed record StepFigures(
    IReadOnlyList<StepRow> Rows,
    IReadOnlyList<StepModelFigures> Models,
    double ReadGigabytesPerSecond,
    IReadOnlyList<ReadRow> ReadBySize,
    IReadOnlyList<SweepRow> Sweep,
    int Repeats,
    int VectorBits,
    int Processors,
    string Data)
{
    /// <summary>The rows with their share of the read bandwidth at the size of each one's model.</summary>
    public static IReadOnlyList<StepRow> WithShares(IReadOnlyList<StepRow> rows, IReadOnlyList<ReadRow> readBySize)
    {
        return [.. rows.Select(row => row with { ShareOfRead = Share(row) })];

        double? Share(StepRow row)
        {
            if (row.Streams != 1 || row.Engine.StartsWith("torch", StringComparison.Ordinal)) return null;
            string whole = row.Engine == "lstm" ? "lstm" : "simd-dense";
            double megabytes = rows.First(other => (other.Model, other.Engine, other.Weights, other.Streams) == (row.Model, whole, row.Weights, 1)).WeightBytesPerStep / 1e6;
            return row.GigabytesPerSecond / ReadRow.At(readBySize, megabytes);
        }
    }

    /// <summary>How many times as long one engine takes as another on one model, with the same weights and streams.</summary>
    /// <returns>Null where one of them was not timed so.</returns>
    public double? Ratio(string model, string weights, int streams, string slower, string faster)
    {
        StepRow? one = Find(slower, slower.StartsWith("torch", StringComparison.Ordinal) ? "float32" : weights), other = Find(faster, weights);
        return one?.MeanMicroseconds / other?.MeanMicroseconds;

        StepRow? Find(string engine, string stored) =>
            Rows.FirstOrDefault(row => (row.Model, row.Engine, row.Weights, row.Streams) == (model, engine, stored, streams));
    }
}
