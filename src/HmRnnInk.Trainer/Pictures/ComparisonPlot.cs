using HmRnnInk.Ink;
using HmRnnInk.Torch.Training;
using ScottPlot;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>
/// Plots the validation curves of several runs over points and over minutes. The curves are dequantised if all runs have such values.
/// </summary>
internal static class ComparisonPlot
{
    /// <summary>Each pattern is combined with the same ten colours.</summary>
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted, LinePattern.DenselyDashed];

    /// <param name="runs">At least one, each with at least one record.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(IReadOnlyList<(string Name, IReadOnlyList<EvaluationRecord> Records)> runs, string path)
    {
        bool dequantised = runs.All(run => run.Records.All(record => record.ValidationNatsPerSequenceDequantised is not null));
        var both = new Multiplot();
        both.AddPlots(2);
        Draw(both.GetPlot(0), "million points seen", record => record.PointsSeen / 1e6);
        Draw(both.GetPlot(1), "minutes", record => record.ElapsedMinutes);
        int height = Math.Max(900, 2 * (80 + (20 * runs.Count))); // the legend needs a line per run
        WholeFile.Write(path, file => file.Write(both.Render(1100, height).GetImageBytes(ImageFormat.Png)));

        void Draw(Plot plot, string over, Func<EvaluationRecord, double> x)
        {
            // The legend lists the runs by their last value, best first.
            var ranked = runs.OrderByDescending(run => Nats(run.Records[^1]));
            foreach ((int number, (string name, IReadOnlyList<EvaluationRecord> records)) in ranked.Index())
            {
                var line = plot.Add.Scatter([.. records.Select(x)], (double[])[.. records.Select(Nats)], Colors.Category10[number % 10]);
                (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2, records.Count > 40 ? 0 : 4);
                line.LinePattern = Patterns[number / 10 % Patterns.Length];
            }

            plot.XLabel(over);
            plot.YLabel($"validation, nats per sequence, {(dequantised ? "dequantised" : "as recorded")}");
            double best = runs.Max(run => run.Records.Max(Nats));
            // The first evaluations are far below the others. If the axis included them, the curves would look flat.
            plot.Axes.SetLimitsY(Math.Max(best - 500, runs.Min(run => run.Records.Min(Nats)) - 40), best + 40);
            plot.ShowLegend(Edge.Right); // outside of the axes, where it hides no curve
        }

        double Nats(EvaluationRecord record) =>
            dequantised ? record.ValidationNatsPerSequenceDequantised!.Value : record.ValidationNatsPerSequence;
    }
}
