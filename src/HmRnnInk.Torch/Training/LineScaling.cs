using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Training;

/// <summary>Shows a line a little larger or smaller, narrower or wider in each epoch, as other hands would write it (Ha, Dai, Le 2016).</summary>
internal static class LineScaling
{
    /// <param name="most">Largest change of a factor: 0.1 draws one from 0.9 to 1.1 for each axis.</param>
    /// <returns>The same for the same line, seed and epoch, whatever the other lines are; the line itself where nothing is to be changed.</returns>
    public static InkLine Apply(InkLine line, double most, int seed, int epoch)
    {
        if (most == 0) return line;
        var random = new Random(StableHash.Of(line.Id, seed, epoch));
        float x = Factor(), y = Factor();
        return new(line.Id, [.. line.Offsets.Select(offset => new PenOffset(offset.DeltaX * x, offset.DeltaY * y, offset.PenUp))]);

        float Factor() => (float)(1 + (most * ((2 * random.NextDouble()) - 1)));
    }
}
