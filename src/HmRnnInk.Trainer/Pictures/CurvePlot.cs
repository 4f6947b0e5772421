using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Plots a run's log-likelihoods and boundary rates over the number of training points.</summary>
internal static class CurvePlot
{
    /// <param name="records">At least one.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(IReadOnlyList<EvaluationRecord> records, string path)
    {
        double[] points = [.. records.Select(record => record.PointsSeen / 1e6)];
        EvaluationRecord[] trained = [.. records.Where(record => record.PointsSeen > 0)];
        double right = Math.Max(points[^1], 1e-6); // a run may have seen no point yet
        Chart.Save(path, 360, DrawNats, DrawRates);

        void DrawNats(Chart chart)
        {
            if (trained.Length > 0)
            {
                // By default the training lines are dequantised, so their values are below those of the lines as recorded.
                chart.NamedCurve(
                    "training, running mean", [.. trained.Select(record => record.PointsSeen / 1e6)],
                    [.. trained.Select(record => record.TrainNatsPerSequence)], Chart.Background);
            }

            chart.NamedCurve(
                $"validation as recorded ({records[^1].ValidationSequences} lines)", points,
                [.. records.Select(record => record.ValidationNatsPerSequence)], 0);
            // The first evaluations are far below the others. If the axis included them, the curves would look flat.
            EvaluationRecord[] shown = [.. records.Skip(Math.Min(1, records.Count - 1))];
            double best = records.Max(record => record.ValidationNatsPerSequence);
            double highest = Math.Max(best, trained.Select(record => record.TrainNatsPerSequence).DefaultIfEmpty(best).Max());
            double lowest = shown.Min(record => record.PointsSeen == 0
                ? record.ValidationNatsPerSequence : Math.Min(record.ValidationNatsPerSequence, record.TrainNatsPerSequence));
            chart.Finish("", "nats per line; higher is better", 0, right, Math.Max(lowest, best - 600) - 20, highest + 20);
        }

        void DrawRates(Chart chart)
        {
            for (int layer = 0; layer < records[0].BoundaryRates.Length - 1; layer++)
            {
                int index = layer;
                chart.NamedCurve($"layer {layer + 1}", points, [.. records.Select(record => record.BoundaryRates[index])], layer);
            }

            chart.Finish("million points seen", "boundary rate", 0, right, 0, 1);
        }
    }
}
