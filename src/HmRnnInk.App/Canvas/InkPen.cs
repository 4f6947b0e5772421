using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Canvas;

/// <summary>What ink looks like but for its colours: the same on the screen and in files.</summary>
/// <param name="Width">Diameter of the pen at the mean pace, or pressed as a hand presses that writes; page units.</param>
/// <param name="Smoothing">Whether points are joined by curves.</param>
/// <param name="Varies">Whether a pen that presses draws wider: by its pressure where that was told, else a slow pen as if it pressed more than a swift one.</param>
public readonly record struct InkPen(float Width, bool Smoothing = true, bool Varies = false)
{
    /// <summary>A row's width depends on so many rows before it and behind.</summary>
    public const int Reach = 2;

    /// <summary>Shares of the width: of a pen in full flight, and what one that stands still has more.</summary>
    private const float Swift = 0.7f, Slower = 0.58f;

    /// <summary>Shares of the width: of a tip that just touches, and what one pressed as hard as it goes has more. It is 1 at a pressure of 0.4.</summary>
    private const float Touching = 0.5f, Harder = 1.25f;

    /// <summary>The pen of some settings.</summary>
    public static InkPen Of(LiveSettings settings) =>
        new(0.11f * MathF.Round(TrainingPen.XHeight * PenScale.Default.PixelsPerUnit), settings.Smoothing, settings.VariableWidth);

    /// <returns>Diameter of the ink at a row, page units. Rows are even in time, so that their distance is the pen's speed.</returns>
    public float WidthAt(ReadOnlySpan<PageRow> rows, int index)
    {
        if (!Varies) return Width;
        if (rows[index].Pressure is { } pressure) return WidthAt(pressure);
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

    /// <param name="pressure">0 to 1.</param>
    /// <returns>Diameter, page units.</returns>
    public float WidthAt(float pressure) => Varies ? Width * (Touching + Harder * pressure) : Width;
}
