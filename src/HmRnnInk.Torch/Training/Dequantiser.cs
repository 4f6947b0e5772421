using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Takes lines off the integer lattice that the whiteboard recorded them on: each point moves by uniform noise of ±0.5 raw units, so
/// that a model gains nothing by narrow components that sit on lattice points.
/// </summary>
public static class Dequantiser
{
    /// <summary>Of the noise that figures are made with.</summary>
    private const int EvaluationSeed = 1;

    /// <summary>For a figure: always the same noise.</summary>
    public static InkLine[] ForEvaluation(IReadOnlyList<InkLine> lines) => [.. lines.Select(line => Apply(line, EvaluationSeed))];

    /// <summary>For training: other noise in each epoch.</summary>
    public static InkLine ForTraining(InkLine line, int seed, int epoch) => Apply(line, StableHash.Of("training", seed, epoch));

    /// <returns>The same noise for the same line and seed, whatever the other lines are.</returns>
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
