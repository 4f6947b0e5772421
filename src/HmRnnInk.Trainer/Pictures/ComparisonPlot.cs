using HmRnnInk.Ink;
using HmRnnInk.Torch.Training;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Runs beside each other: validation over points seen, and over minutes; dequantised where every run has that.</summary>
internal static class ComparisonPlot
{
    /// <summary>Ten colours, then the same ten dashed, and so on.</summary>
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted, LinePattern.DenselyDashed];

    /// <param name="runs">At least one, each with at least one record.</param>
    /// <param name="path">A .png; written whole or not at all.</param>
    public static void Save(IReadOnlyList<(string Name, IReadOnlyList<EvaluationRecord> Records)> runs, string path)
    {
        bool dequantised = runs.All(run => run.Records.All(record => record.ValidationNatsPerSequenceDequantised is not null));
        var both = new Multiplot();
        both.AddPlots(2);
        Draw(both.GetPlot(0), "million points seen", record => record.PointsSeen / 1e6);
        Draw(both.GetPlot(1), "minutes", record => record.ElapsedMinutes);
        WholeFile.Write(path, file => file.Write(both.Render(1100, Math.Max(900, 2 * (80 + (20 * runs.Count)))).GetImageBytes(ImageFormat.Png)));

        void Draw(Plot plot, string over, Func<EvaluationRecord, double> x)
        {
            // The legend lists them as they end, best first.
            foreach ((int number, (string name, IReadOnlyList<EvaluationRecord> records)) in runs.OrderByDescending(run => Nats(run.Records[^1])).Index())
            {
                var line = plot.Add.Scatter([.. records.Select(x)], (double[])[.. records.Select(Nats)], Colors.Category10[number % 10]);
                (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2, records.Count > 40 ? 0 : 4);
                line.LinePattern = Patterns[number / 10 % Patterns.Length];
            }

            plot.XLabel(over);
            plot.YLabel($"validation, nats a sequence, {(dequantised ? "dequantised" : "as is")}");
            double best = runs.Max(run => run.Records.Max(Nats));
            // The first evaluations lie far below the rest and would flatten what is of interest.
            plot.Axes.SetLimitsY(Math.Max(best - 500, runs.Min(run => run.Records.Min(Nats)) - 40), best + 40);
            plot.ShowLegend(Edge.Right); // where it hides no curve; the height is for it
        }

        double Nats(EvaluationRecord record) => dequantised ? record.ValidationNatsPerSequenceDequantised!.Value : record.ValidationNatsPerSequence;
    }
}
