using System.Text.RegularExpressions;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>
/// Plots the validation curves of several runs over points and over minutes. The curves are dequantised if all runs have such values.
/// </summary>
internal static partial class ComparisonPlot
{
    private static readonly ScottPlot.LinePattern[] Patterns =
        [ScottPlot.LinePattern.Solid, ScottPlot.LinePattern.Dashed, ScottPlot.LinePattern.Dotted, ScottPlot.LinePattern.DenselyDashed];

    /// <param name="runs">At least one, each with at least one record.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(IReadOnlyList<(string Name, IReadOnlyList<EvaluationRecord> Records)> runs, string path)
    {
        bool dequantised = runs.All(run => run.Records.All(record => record.ValidationNatsPerSequenceDequantised is not null));
        // Runs that differ only in their seed have the same colour.
        List<string> families = [.. runs.Select(run => Seed().Replace(run.Name, "")).Distinct()];
        Chart.Save(
            path, 900, Math.Max(420, 80 + 17 * runs.Count),
            chart => Draw(chart, "million points seen", record => record.PointsSeen / 1e6),
            chart => Draw(chart, "minutes", record => record.ElapsedMinutes));

        void Draw(Chart chart, string over, Func<EvaluationRecord, double> x)
        {
            foreach ((string name, IReadOnlyList<EvaluationRecord> records) in runs)
            {
                int family = families.IndexOf(Seed().Replace(name, ""));
                chart.Line(name, [.. records.Select(x)], [.. records.Select(Nats)], family, Patterns[family / 10 % Patterns.Length]);
            }

            double best = runs.Max(run => run.Records.Max(Nats));
            // The first evaluations are far below the others. If the axis included them, the curves would look flat.
            double bottom = Math.Max(best - 500, runs.Min(run => run.Records.Min(Nats)) - 40);
            string unit = $"validation, nats per sequence, {(dequantised ? "dequantised" : "as recorded")}";
            chart.Finish(over, unit, 0, runs.Max(run => x(run.Records[^1])), bottom, best + 40);
        }

        double Nats(EvaluationRecord record) =>
            dequantised ? record.ValidationNatsPerSequenceDequantised!.Value : record.ValidationNatsPerSequence;
    }

    [GeneratedRegex(@"-\d+$")]
    private static partial Regex Seed();
}
