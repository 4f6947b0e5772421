using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer.Bench;

/// <summary>The lines of the benchmarks: the training part of a data set, or random lines with the statistics of IAM-OnDB.</summary>
internal static class BenchLines
{
    /// <summary>The number of lines in IAM-OnDB's training part.</summary>
    private const int SyntheticCount = 10_250;

    /// <param name="data">A path for <see cref="LineDataset.Load"/>; null for synthetic lines.</param>
    public static IReadOnlyList<InkLine> Load(string? data) =>
        data is null ? Synthetic() : LineDataset.Load(data).Split(new TrainingOptions().SplitSeed).Train;

    /// <summary>
    /// Lines with log-normal lengths (mean 649 points, minimum 300), strokes of 25 points on average, and offsets with IAM-OnDB's means and
    /// deviations, but uniform and independent. The lines are the same in each call.
    /// </summary>
    private static InkLine[] Synthetic()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, SyntheticCount).Select(index =>
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var offsets = new PenOffset[Math.Max(LineDataset.MinimumPoints, (int)Math.Exp(6.439 + (0.268 * normal)))];
            for (int row = 1; row < offsets.Length; row++)
                offsets[row] = new(MathF.Round(8.2f + (42.4f * Uniform())), MathF.Round(0.1f + (37.1f * Uniform())), random.Next(25) == 0);
            return new InkLine($"synthetic-{index:00000}", offsets);
        })];

        float Uniform() => MathF.Sqrt(12) * (random.NextSingle() - 0.5f); // mean 0, deviation 1
    }
}
