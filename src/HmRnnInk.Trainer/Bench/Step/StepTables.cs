using System.Text;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>Formats the figures as Markdown, for the terminal and for the docs.</summary>
internal static class StepTables
{
    public static string Markdown(StepFigures figures)
    {
        var text = new StringBuilder();
        Line($"# Time of a step");
        Line($"");
        Line($"Made by `trainer bench step` on one of {figures.Processors} cores, with vectors of {figures.VectorBits} bits, "
            + $"in {figures.Repeats} rounds, on {figures.Data}.");
        Line($"Reading main memory: {figures.ReadGigabytesPerSecond:F1} GB/s. Times are per step; lower is better.");
        Line($"");
        Line($"| model | parameters | boundary rates | load ms | snapshot µs | ghosts | ms |");
        Line($"|---|---|---|---|---|---|---|");
        foreach (StepModelFigures model in figures.Models)
        {
            Line($"| {model.Model} | {model.Parameters} | {RatesText(model.BoundaryRates, "F2")} | {model.LoadMilliseconds:F0} "
                + $"| {model.SnapshotMicroseconds:F2} | {model.Ghosts} × {model.GhostSteps} | {model.GhostMilliseconds:F1} |");
        }

        Line($"");
        Line($"| model | engine | weights | streams | mean µs | median µs | p99 µs | mean µs per stream "
            + $"| MB of weights | GB/s | share of read rate | updates skipped | million multiply-adds |");
        Line($"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (StepRow row in figures.Rows)
        {
            Line($"| {row.Model} | {row.Engine} | {row.Weights} | {row.Streams} | {row.MeanMicroseconds:F1} "
                + $"| {row.MedianMicroseconds:F1} | {row.P99Microseconds:F1} | {row.MeanMicroseconds / row.Streams:F1} "
                + $"| {row.WeightBytesPerStep / 1e6:F2} | {row.GigabytesPerSecond:F1} | {Text(row.ShareOfRead, "F2", none: "–")} "
                + $"| {row.LayerUpdatesSkipped:F3} | {row.MultiplyAddsPerStep / 1e6:F2} |");
        }

        Line($"");
        Line($"Mean time divided by that of `simd-skip` (above 1: `simd-skip` is faster). `torch-eager` always has float32 weights:");
        Line($"");
        Line($"| model | weights | streams | simd-dense | lstm | torch-eager |");
        Line($"|---|---|---|---|---|---|");
        foreach (StepRow row in figures.Rows.Where(row => row.Engine == "simd-skip"))
        {
            Line($"| {row.Model} | {row.Weights} | {row.Streams} "
                + $"| {Ratio(row, "simd-dense")} | {Ratio(row, "lstm")} | {Ratio(row, "torch-eager")} |");
        }

        Line($"");
        Line($"| buffer MB | read GB/s |");
        Line($"|---|---|");
        foreach (ReadRate row in figures.ReadBySize) Line($"| {row.Megabytes} | {row.GigabytesPerSecond:F1} |");
        if (figures.Sweep.Count == 0) return text.ToString();

        Line($"");
        Line($"Skipping compared with dense computation for different boundary rates (random weights, 16 bits):");
        Line($"");
        Line($"| boundary rates | streams | skipping µs | dense µs | share of time | share of multiply-adds |");
        Line($"|---|---|---|---|---|---|");
        foreach (SkippingSweep.Row row in figures.Sweep)
        {
            Line($"| {RatesText(row.BoundaryRates, "F2")} | {row.Streams} | {row.SkippingMicroseconds:F1} | {row.DenseMicroseconds:F1} "
                + $"| {row.TimeShare:F2} | {row.MultiplyAddShare:F2} |");
        }

        return text.ToString();

        string Ratio(StepRow row, string engine) =>
            Text(figures.Ratio(row.Model, row.Weights, row.Streams, engine, reference: row.Engine), "F2", none: "–");

        void Line(string line) => text.Append(line).Append('\n');
    }
}
