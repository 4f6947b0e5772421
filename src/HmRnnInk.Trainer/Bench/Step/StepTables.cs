using System.Globalization;
using System.Text;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The figures as Markdown: for a terminal, and for the docs.</summary>
internal static class StepTables
{
    public static void Print(StepFigures figures) => Console.Out.Write(Markdown(figures));

    public static string Markdown(StepFigures figures)
    {
        var text = new StringBuilder();
        Line($"By `trainer bench step`: one core of {figures.Processors}, vectors of {figures.VectorBits} bits, {figures.Repeats} rounds, on {figures.Data}.");
        Line($"Memory is read at {figures.ReadGigabytesPerSecond:F1} GB/s.");
        Line($"");
        Line($"| model | parameters | boundary rates | load ms | snapshot µs | alternatives | ms |");
        Line($"|---|---|---|---|---|---|---|");
        foreach (StepModelFigures model in figures.Models)
            Line($"| {model.Model} | {model.Parameters} | {Rates(model.BoundaryRates)} | {model.LoadMilliseconds:F0} | {model.SnapshotMicroseconds:F2} | {model.Ghosts} × {model.GhostSteps} | {model.GhostMilliseconds:F1} |");
        Line($"");
        Line($"| model | engine | weights | streams | mean µs | median µs | p99 µs | mean a stream | MB of weights | GB/s | of reading | updates skipped | million multiply-adds |");
        Line($"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (StepRow row in figures.Rows)
            Line($"| {row.Model} | {row.Engine} | {row.Weights} | {row.Streams} | {row.MeanMicroseconds:F1} | {row.MedianMicroseconds:F1} | {row.P99Microseconds:F1} | {row.MeanMicroseconds / row.Streams:F1} | {row.WeightBytesPerStep / 1e6:F2} | {row.GigabytesPerSecond:F1} | {Or(row.ShareOfRead, "F2")} | {row.LayerUpdatesSkipped:F3} | {row.MultiplyAddsPerStep / 1e6:F2} |");
        Line($"");
        Line($"How many times as long as `simd-skip` with the same weights:");
        Line($"");
        Line($"| model | weights | streams | simd-dense | lstm | torch-eager |");
        Line($"|---|---|---|---|---|---|");
        foreach (StepRow row in figures.Rows.Where(row => row.Engine == "simd-skip"))
            Line($"| {row.Model} | {row.Weights} | {row.Streams} | {Ratio(row, "simd-dense")} | {Ratio(row, "lstm")} | {Ratio(row, "torch-eager")} |");
        Line($"");
        Line($"| buffer MB | read GB/s |");
        Line($"|---|---|");
        foreach (ReadRow row in figures.ReadBySize) Line($"| {row.Megabytes} | {row.GigabytesPerSecond:F1} |");
        if (figures.Sweep.Count == 0) return text.ToString();

        Line($"");
        Line($"Random weights, 16 bits, over how often boundaries fire:");
        Line($"");
        Line($"| boundary rates | streams | skipping µs | dense µs | share of time | share of multiply-adds |");
        Line($"|---|---|---|---|---|---|");
        foreach (SweepRow row in figures.Sweep)
            Line($"| {Rates(row.BoundaryRates)} | {row.Streams} | {row.SkippingMicroseconds:F1} | {row.DenseMicroseconds:F1} | {row.TimeShare:F2} | {row.MultiplyAddShare:F2} |");
        return text.ToString();

        string Ratio(StepRow row, string slower) => Or(figures.Ratio(row.Model, row.Weights, row.Streams, slower, row.Engine), "F2");

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Of the layers that have a detector.</summary>
    private static string Rates(double[] rates) => string.Join(" / ", rates.SkipLast(1).Select(rate => rate.ToString("F2", CultureInfo.InvariantCulture)));

    private static string Or(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
