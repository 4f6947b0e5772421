using System.Text.RegularExpressions;
using HmRnnInk.Torch.Training;
using Run = (string Name, System.Collections.Generic.IReadOnlyList<HmRnnInk.Torch.Training.EvaluationRecord> Records);

namespace HmRnnInk.Trainer.Pictures;

/// <summary>
/// Plots the validation curves of several runs over points and over minutes. The values are those of the dequantised lines, if all runs
/// have them.
/// </summary>
internal static partial class ComparisonPlot
{
    /// <summary>The names of the charts, as on the command line.</summary>
    public static readonly string[] Charts = ["points", "minutes", "both"];

    /// <param name="runs">At least one, each with at least one record.</param>
    /// <param name="chart">One of <see cref="Charts"/>.</param>
    /// <param name="coloured">
    /// Names of runs, with or without their seed, that have a colour and a name; the others are grey. If empty, those with the best
    /// results.
    /// </param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(IReadOnlyList<Run> runs, string chart, IReadOnlyList<string> coloured, string path)
    {
        bool dequantised = runs.All(run => run.Records.All(record => record.ValidationNatsPerSequenceDequantised is not null));
        // Runs that differ only in their seed have the same colour and one name.
        IGrouping<string, Run>[] families = [.. runs.GroupBy(run => FamilyOf(run.Name))];
        string[] inColour = [.. coloured.Select(FamilyOf).Distinct()];
        if (inColour.Length == 0)
            inColour = [.. families.OrderByDescending(family => family.Max(Best)).Take(Chart.Colours).Select(family => family.Key)];
        IGrouping<string, Run>[] grey = [.. families.Where(family => !inColour.Contains(family.Key))];
        double[] bests = [.. runs.Select(Best)];
        double best = bests.Max(), span = best - bests.Min();
        // The first evaluations are far below the others. If the axis included them, the curves would look flat.
        double bottom = Math.Max(
            Math.Max(best - 500, bests.Min() - Math.Max(150, span)), runs.Min(run => run.Records.Min(Nats)) - 40);
        Action<Chart> points = target => Draw(target, "million points seen", record => record.PointsSeen / 1e6);
        Action<Chart> minutes = target => Draw(target, "minutes", record => record.ElapsedMinutes);
        Chart.Save(path, 420, chart switch { "points" => [points], "minutes" => [minutes], _ => [points, minutes] });

        void Draw(Chart target, string horizontal, Func<EvaluationRecord, double> x)
        {
            foreach (Run run in grey.SelectMany(family => family)) DrawCurve(run, Chart.Background);
            if (grey.Length > 0)
            {
                Run middle = grey.SelectMany(family => family).OrderBy(Last).ElementAt(grey.Sum(family => family.Count()) / 2);
                target.Name($"{grey.Length} more, in the table", x(middle.Records[^1]), Last(middle), Chart.Background);
            }

            foreach (IGrouping<string, Run> family in families.Except(grey))
            {
                int colour = Array.IndexOf(inColour, family.Key);
                Run[] members = [.. family.OrderBy(Last)];
                foreach (Run run in members) DrawCurve(run, colour);
                Run middle = members[members.Length / 2];
                string name = members.Length == 1 ? middle.Name : $"{family.Key}, {members.Length} runs";
                target.Name(name, x(middle.Records[^1]), Last(middle), colour);
            }

            string unit = $"validation, nats per line{(dequantised ? ", dequantised" : "")}; higher is better";
            target.Finish(horizontal, unit, 0, runs.Max(run => x(run.Records[^1])), bottom, best + Math.Max(10, (best - bottom) / 12));

            void DrawCurve(Run run, int colour) => target.Curve([.. run.Records.Select(x)], [.. run.Records.Select(Nats)], colour);
        }

        double Best(Run run) => run.Records.Max(Nats);

        double Last(Run run) => Nats(run.Records[^1]);

        double Nats(EvaluationRecord record) =>
            dequantised ? record.ValidationNatsPerSequenceDequantised!.Value : record.ValidationNatsPerSequence;
    }

    /// <summary>The name of a run without its seed: "a-lstm" of a-lstm-2 and of a-lstm-seed2.</summary>
    public static string FamilyOf(string run) => Seed().Replace(run, "");

    // Not the -3 of a learning rate of 2e-3, and not the -100 of a number of units.
    [GeneratedRegex(@"(?<!\de)-(seed)?\d$")]
    private static partial Regex Seed();
}
