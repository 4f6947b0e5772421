using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A line that a model writes by itself, aside from the page.</summary>
public static class WrittenLine
{
    /// <param name="packed">Shared with other engines.</param>
    /// <param name="before">Rows that it goes on from; none for a fresh line.</param>
    /// <param name="length">How far to write, IAM units.</param>
    /// <param name="mostRows">Where it stops at the latest.</param>
    /// <returns>Points as seen from the last of those rows, IAM units, y downwards; none where the model's numbers run away.</returns>
    public static (float X, float Y, bool PenUp)[] Write(
        PackedModel packed, double bias, int seed, IReadOnlyList<PenOffset> before, float length, int mostRows)
    {
        var generator = new Generator(new SimdStepEngine(packed), new Random(seed));
        generator.Start(before);
        var points = new List<(float X, float Y, bool PenUp)>();
        (float x, float y) = (0, 0);
        try
        {
            while (points.Count < mostRows && x < length)
            {
                PenOffset row = generator.Write(bias);
                (x, y) = (x + row.DeltaX, y + row.DeltaY);
                points.Add((x, y, row.PenUp));
            }
        }
        catch (InvalidOperationException)
        {
            // The same model says so where it writes on the page; here there is just no line.
            return [];
        }

        return [.. points];
    }
}
