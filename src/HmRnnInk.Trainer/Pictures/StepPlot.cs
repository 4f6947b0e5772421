using HmRnnInk.Ink;
using HmRnnInk.Trainer.Bench.Step;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Plots the cost of a step over the boundary rate and over the number of streams per step.</summary>
internal static class StepPlot
{
    /// <param name="figures">With or without a sweep.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(StepFigures figures, string path)
    {
        var all = new Multiplot();
        all.AddPlots(figures.Sweep.Count > 0 ? 2 : 1);
        if (figures.Sweep.Count > 0) DrawSweep(all.GetPlot(0), figures.Sweep);
        DrawStreams(all.GetPlot(figures.Sweep.Count > 0 ? 1 : 0), figures.Rows);
        byte[] image = all.Render(900, figures.Sweep.Count > 0 ? 1000 : 500).GetImageBytes(ImageFormat.Png);
        WholeFile.Write(path, file => file.Write(image));
    }

    private static void DrawSweep(Plot plot, IReadOnlyList<SweepRow> sweep)
    {
        int colour = 0;
        foreach (IGrouping<int, SweepRow> streams in sweep.GroupBy(row => row.Streams))
        {
            double[] rates = [.. streams.Select(row => row.BoundaryRates[0])];
            string legend = $"time, {streams.Key} stream{(streams.Key == 1 ? "" : "s")}";
            Line(plot, rates, [.. streams.Select(row => row.TimeShare)], legend, Colors.Category10[colour++ % 10]);
        }

        SweepRow[] one = [.. sweep.Where(row => row.Streams == sweep[0].Streams)];
        double[] oneRates = [.. one.Select(row => row.BoundaryRates[0])];
        var multiplyAdds = Line(plot, oneRates, [.. one.Select(row => row.MultiplyAddShare)], "multiply-adds", Colors.Black);
        multiplyAdds.LinePattern = LinePattern.Dashed;
        plot.XLabel("boundary rate of layer 1; layer 2 fires at the same share of its updates");
        plot.YLabel("cost with skipping / dense cost");
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
        plot.XLabel("streams per step, 16-bit weights");
        plot.YLabel("µs per stream and step");
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
