namespace HmRnnInk.Torch.Training;

/// <summary>
/// Adds uniform noise of ±0.5 raw units to each point, so that a model gains nothing by narrow components at the whiteboard's integer
/// coordinates.
/// </summary>
public static class Dequantiser
{
    private const int EvaluationSeed = 1;

    /// <summary>For evaluation: the noise is always the same.</summary>
    public static InkLine[] ForEvaluation(IReadOnlyList<InkLine> lines) => [.. lines.Select(line => Apply(line, EvaluationSeed))];

    /// <summary>For training: the noise is different in each epoch.</summary>
    public static InkLine ForTraining(InkLine line, int seed, int epoch) => Apply(line, StableHash.Of("training", seed, epoch));

    /// <summary>Adds noise that depends only on the line and the seed.</summary>
    public static InkLine Apply(InkLine line, int seed)
    {
        var random = new Random(StableHash.Of(line.Id, seed));
        var offsets = new PenOffset[line.Offsets.Length];
        float x = Noise(), y = Noise();
        offsets[0] = line.Offsets[0];
        for (int row = 1; row < offsets.Length; row++)
        {
            float nextX = Noise(), nextY = Noise();
            PenOffset offset = line.Offsets[row];
            offsets[row] = new(offset.DeltaX + nextX - x, offset.DeltaY + nextY - y, offset.PenUp);
            (x, y) = (nextX, nextY);
        }

        return new(line.Id, offsets);

        float Noise() => random.NextSingle() - 0.5f;
    }
}
