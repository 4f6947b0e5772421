using HmRnnInk.Trainer.Bench.Step;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Plots the cost of a step over the boundary rate and over the number of streams per step.</summary>
internal static class StepPlot
{
    private const int Height = 480;

    /// <param name="figures">With or without a sweep.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(StepFigures figures, string path)
    {
        if (figures.Sweep.Count == 0) Chart.Save(path, Height, chart => DrawStreams(chart, figures.Rows));
        else Chart.Save(path, Height, chart => DrawSweep(chart, figures.Sweep), chart => DrawStreams(chart, figures.Rows));
    }

    private static void DrawSweep(Chart chart, IReadOnlyList<SkippingSweep.Row> sweep)
    {
        int family = 0;
        foreach (IGrouping<int, SkippingSweep.Row> streams in sweep.GroupBy(row => row.Streams))
        {
            string name = $"time, {streams.Key} stream{(streams.Key == 1 ? "" : "s")}";
            chart.NamedCurve(name, Rates(streams), [.. streams.Select(row => row.TimeShare)], family++);
        }

        SkippingSweep.Row[] one = [.. sweep.Where(row => row.Streams == sweep[0].Streams)];
        chart.NamedCurve("multiply-adds", Rates(one), [.. one.Select(row => row.MultiplyAddShare)], family, LinePattern.Dashed);
        chart.Finish(
            "boundary rate of layer 1; layer 2 fires at the same share of its updates", "cost with skipping / dense cost; lower is better",
            0, 1, 0, 1.1);

        static double[] Rates(IEnumerable<SkippingSweep.Row> rows) => [.. rows.Select(row => row.BoundaryRates[0])];
    }

    private static void DrawStreams(Chart chart, IReadOnlyList<StepRow> rows)
    {
        // A colour for each model, and a pattern for each engine.
        string[] models = [.. rows.Select(row => row.Model).Distinct()];
        foreach (var series in rows.Where(row => row.Weights == "int16").GroupBy(row => (row.Model, row.Engine)))
        {
            StepRow[] ordered = [.. series.OrderBy(row => row.Streams)];
            LinePattern pattern = series.Key.Engine switch
            {
                "simd-skip" => LinePattern.Solid,
                "lstm" => LinePattern.Dotted,
                _ => LinePattern.Dashed,
            };
            chart.NamedCurve(
                $"{series.Key.Model}, {series.Key.Engine}", [.. ordered.Select(row => Math.Log2(row.Streams))],
                [.. ordered.Select(Microseconds)], Array.IndexOf(models, series.Key.Model), pattern);
        }

        int[] counts = [.. rows.Select(row => row.Streams).Distinct().Order()];
        chart.Finish(
            "streams per step, 16-bit weights", "µs per stream and step; lower is better", 0, Math.Max(1, Math.Log2(counts[^1])), 0,
            1.05 * rows.Where(row => row.Weights == "int16").Select(Microseconds).DefaultIfEmpty(1).Max(),
            [.. counts.Select(count => (Math.Log2(count), $"{count}"))]);
    }

    private static double Microseconds(StepRow row) => row.MeanMicroseconds / row.Streams;
}
