namespace HmRnnInk.Torch.Training;

/// <summary>Data augmentation: scales a line by different random factors for x and y in each epoch (Ha, Dai, Le 2016).</summary>
internal static class LineScaling
{
    /// <param name="maximum">Maximum deviation of a factor from 1: with 0.1, factors are from 0.9 to 1.1.</param>
    /// <returns>The scaled line, which depends only on the arguments; the same object if <paramref name="maximum"/> is 0.</returns>
    public static InkLine Apply(InkLine line, double maximum, int seed, int epoch)
    {
        if (maximum == 0) return line;
        var random = new Random(StableHash.Of(line.Id, seed, epoch));
        float x = Factor(), y = Factor();
        return new(line.Id, [.. line.Offsets.Select(offset => new PenOffset(offset.DeltaX * x, offset.DeltaY * y, offset.PenUp))]);

        float Factor() => (float)(1 + (maximum * ((2 * random.NextDouble()) - 1)));
    }
}
