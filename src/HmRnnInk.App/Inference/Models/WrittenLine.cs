using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A line that a model writes separately from the page.</summary>
internal static class WrittenLine
{
    /// <param name="packed">Shared with other engines.</param>
    /// <param name="before">Rows that the line continues; empty for a new line.</param>
    /// <param name="length">How far to write, IAM units.</param>
    /// <param name="maximumRows">The maximum number of rows.</param>
    /// <returns>Points relative to the last row before the line, IAM units, y downwards. Empty if the model diverges.</returns>
    public static (float X, float Y, bool PenUp)[] Write(
        PackedModel packed, double bias, int seed, IReadOnlyList<PenOffset> before, float length, int maximumRows)
    {
        var generator = new Generator(new SimdStepEngine(packed), new Random(seed));
        generator.Start(before);
        var points = new List<(float X, float Y, bool PenUp)>();
        (float x, float y) = (0, 0);
        try
        {
            while (points.Count < maximumRows && x < length)
            {
                PenOffset row = generator.Write(bias);
                (x, y) = (x + row.DeltaX, y + row.DeltaY);
                points.Add((x, y, row.PenUp));
            }
        }
        catch (InvalidOperationException)
        {
            // The same model reports the error when it writes on the page. Here there is simply no line.
            return [];
        }

        return [.. points];
    }
}
