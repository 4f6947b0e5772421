using HmRnnInk.Ink;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer.Bench;

/// <summary>What the bench trains on: the training part of a data set, or lines drawn by chance with the statistics of IAM-OnDB's.</summary>
internal static class BenchLines
{
    /// <summary>As many lines as IAM-OnDB's training part has.</summary>
    private const int SyntheticCount = 10_250;

    /// <param name="data">What <see cref="LineDataset.Load"/> takes; null for synthetic lines.</param>
    public static IReadOnlyList<InkLine> Load(string? data) =>
        data is null ? Synthetic() : LineDataset.Load(data).Split(new TrainingOptions().SplitSeed).Train;

    /// <summary>
    /// Log-normal lengths (mean 649 points, none below 300), strokes of 25 points on average, offsets with IAM-OnDB's means and deviations but
    /// uniform and independent of each other. Always the same.
    /// </summary>
    private static InkLine[] Synthetic()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, SyntheticCount).Select(index =>
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var offsets = new PenOffset[Math.Max(LineDataset.FewestPoints, (int)Math.Exp(6.439 + (0.268 * normal)))];
            for (int row = 1; row < offsets.Length; row++)
                offsets[row] = new(MathF.Round(8.2f + (42.4f * Uniform())), MathF.Round(0.1f + (37.1f * Uniform())), random.Next(25) == 0);
            return new InkLine($"synthetic-{index:00000}", offsets);
        })];

        float Uniform() => MathF.Sqrt(12) * (random.NextSingle() - 0.5f); // mean 0, deviation 1
    }
}
