using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Live;

/// <summary>What ink looks like but for its colours: the same on the screen and in files.</summary>
/// <param name="Width">Diameter of the pen at the mean pace, page units.</param>
/// <param name="Smoothing">Whether points are joined by curves.</param>
/// <param name="Varies">Whether a slow pen, as if it pressed, draws wider than a swift one. No window here tells a pen's real pressure.</param>
public readonly record struct InkPen(float Width, bool Smoothing = true, bool Varies = false)
{
    /// <summary>A row's width depends on so many rows before it and behind.</summary>
    public const int Reach = 2;

    /// <summary>Shares of the width: of a pen in full flight, and what one that stands still has more.</summary>
    private const float Swift = 0.7f, Slower = 0.58f;

    /// <returns>Diameter of the ink at a row, page units. Rows are even in time, so that their distance is the pen's speed.</returns>
    public float WidthAt(ReadOnlySpan<PageRow> rows, int index)
    {
        if (!Varies) return Width;
        float sum = 0, weights = 0;
        int stroke = rows[index].Stroke;
        for (int row = Math.Max(1, index - Reach + 1); row <= Math.Min(rows.Length - 1, index + Reach); row++)
        {
            if (rows[row].Stroke != stroke || rows[row - 1].Stroke != stroke) continue;
            float weight = row == index || row == index + 1 ? 2 : 1;
            float x = rows[row].X - rows[row - 1].X, y = rows[row].Y - rows[row - 1].Y;
            sum += weight * MathF.Sqrt(x * x + y * y);
            weights += weight;
        }

        // In mean steps of the hand that wrote it; a dot has none.
        float speed = weights == 0 ? 0 : sum / weights / (TrainingPen.MeanStep * rows[index].PixelsPerUnit);
        return Width * (Swift + Slower / (1 + 0.95f * speed * speed));
    }
}
