using HmRnnInk.Ink;
using HmRnnInk.Torch.Training;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Plots a run's log-likelihoods and boundary rates over the number of training points.</summary>
internal static class CurvePlot
{
    /// <param name="records">At least one.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(IReadOnlyList<EvaluationRecord> records, string path)
    {
        double[] points = [.. records.Select(record => record.PointsSeen / 1e6)];
        var both = new Multiplot();
        both.AddPlots(2);
        Plot nats = both.GetPlot(0), rates = both.GetPlot(1);
        EvaluationRecord[] trained = [.. records.Where(record => record.PointsSeen > 0)];
        Line(
            nats, [.. trained.Select(record => record.PointsSeen / 1e6)], [.. trained.Select(record => record.TrainNatsPerSequence)],
            "training, running mean", Colors.Gray);
        Line(nats, points, [.. records.Select(record => record.ValidationNatsPerSequence)], "validation", Colors.C0);
        nats.YLabel("nats per sequence");
        // The first evaluations are far below the others. If the axis included them, the curves would look flat.
        double best = records.Max(record => record.ValidationNatsPerSequence);
        double[] shown =
        [
            .. records.Skip(Math.Min(1, records.Count - 1)).Select(record => record.PointsSeen == 0 ? record.ValidationNatsPerSequence
                : Math.Min(record.ValidationNatsPerSequence, record.TrainNatsPerSequence)),
        ];
        nats.Axes.SetLimitsY(Math.Max(shown.Min(), best - 600) - 20, best + 60);
        nats.ShowLegend(Alignment.LowerRight);

        for (int layer = 0; layer < records[0].BoundaryRates.Length - 1; layer++)
        {
            int index = layer;
            Line(rates, points, [.. records.Select(record => record.BoundaryRates[index])], $"layer {layer + 1}", Colors.Category10[layer]);
        }

        rates.YLabel("boundary rate");
        rates.XLabel("million points seen");
        rates.Axes.SetLimitsY(0, 1);
        rates.ShowLegend(Alignment.UpperRight);
        WholeFile.Write(path, file => file.Write(both.Render(900, 700).GetImageBytes(ImageFormat.Png)));
    }

    private static void Line(Plot plot, double[] x, double[] y, string legend, Color colour)
    {
        var line = plot.Add.Scatter(x, y, colour);
        (line.LegendText, line.LineWidth, line.MarkerSize) = (legend, 2, x.Length > 40 ? 0 : 5);
    }
}
