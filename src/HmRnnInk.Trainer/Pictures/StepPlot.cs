using HmRnnInk.Ink;
using HmRnnInk.Trainer.Bench.Step;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>What a step costs: over the boundaries' rate, and over the streams taken together.</summary>
internal static class StepPlot
{
    /// <param name="figures">With or without a sweep.</param>
    /// <param name="path">A .png; written whole or not at all.</param>
    public static void Save(StepFigures figures, string path)
    {
        var all = new Multiplot();
        all.AddPlots(figures.Sweep.Count > 0 ? 2 : 1);
        if (figures.Sweep.Count > 0) DrawSweep(all.GetPlot(0), figures.Sweep);
        DrawStreams(all.GetPlot(figures.Sweep.Count > 0 ? 1 : 0), figures.Rows);
        WholeFile.Write(path, file => file.Write(all.Render(900, figures.Sweep.Count > 0 ? 1000 : 500).GetImageBytes(ImageFormat.Png)));
    }

    private static void DrawSweep(Plot plot, IReadOnlyList<SweepRow> sweep)
    {
        int colour = 0;
        foreach (IGrouping<int, SweepRow> streams in sweep.GroupBy(row => row.Streams))
        {
            double[] rates = [.. streams.Select(row => row.BoundaryRates[0])];
            Line(plot, rates, [.. streams.Select(row => row.TimeShare)], $"time, {streams.Key} stream{(streams.Key == 1 ? "" : "s")}", Colors.Category10[colour++ % 10]);
        }

        SweepRow[] one = [.. sweep.Where(row => row.Streams == sweep[0].Streams)];
        var multiplyAdds = Line(plot, [.. one.Select(row => row.BoundaryRates[0])], [.. one.Select(row => row.MultiplyAddShare)], "multiply-adds", Colors.Black);
        multiplyAdds.LinePattern = LinePattern.Dashed;
        plot.XLabel("boundary rate of layer 1; layer 2 fires at the same share of its updates");
        plot.YLabel("skipping over dense");
        plot.Axes.SetLimits(0, 1, 0, 1.3);
        plot.ShowLegend(Alignment.LowerRight);
    }

    private static void DrawStreams(Plot plot, IReadOnlyList<StepRow> rows)
    {
        int colour = 0;
        foreach (var series in rows.Where(row => row.Weights == "int16").GroupBy(row => (row.Model, row.Engine)))
        {
            StepRow[] ordered = [.. series.OrderBy(row => row.Streams)];
            Line(
                plot, [.. ordered.Select(row => Math.Log2(row.Streams))], [.. ordered.Select(row => row.MeanMicroseconds / row.Streams)],
                $"{series.Key.Model}, {series.Key.Engine}", Colors.Category10[colour++ % 10]);
        }

        int[] counts = [.. rows.Select(row => row.Streams).Distinct().Order()];
        plot.Axes.Bottom.SetTicks([.. counts.Select(count => Math.Log2(count))], [.. counts.Select(count => $"{count}")]);
        plot.XLabel("streams that a step takes together, 16-bit weights");
        plot.YLabel("µs a stream and step");
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, plot.Axes.GetLimits().Top);
        plot.ShowLegend(Alignment.UpperRight);
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, double[] x, double[] y, string legend, Color colour)
    {
        var line = plot.Add.Scatter(x, y, colour);
        (line.LegendText, line.LineWidth, line.MarkerSize) = (legend, 2, 5);
        return line;
    }
}
