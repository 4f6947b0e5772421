using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Canvas;

/// <summary>The look of ink apart from its colours. It is the same on the screen and in files.</summary>
/// <param name="Width">Diameter of the pen at average speed or at a pressure of 0.4, page units.</param>
/// <param name="Smoothing">Whether points are joined by curves.</param>
/// <param name="Varies">
/// Whether the width varies: with the pressure if the pen reports it, and otherwise with the speed, where slower is wider.
/// </param>
internal readonly record struct InkPen(float Width, bool Smoothing = true, bool Varies = false)
{
    /// <summary>The number of rows before and after a row that its width depends on.</summary>
    public const int Reach = 2;

    /// <summary>The width divided by the x-height, at a thickness of 1.</summary>
    public const float WidthPerXHeight = 0.11f;

    /// <summary>Relative widths: that of a fast pen, and what is added for a pen that stands still.</summary>
    private const float FastWidth = 0.7f, SlowExtra = 0.58f;

    /// <summary>Relative widths: that at zero pressure, and what is added at full pressure. The sum is 1 at a pressure of 0.4.</summary>
    private const float LightWidth = 0.5f, HardExtra = 1.25f;

    /// <summary>The pen of the settings. Its width is relative to the x-height of a new page.</summary>
    public static InkPen Of(LiveSettings settings) =>
        new((float)settings.Thickness * WidthPerXHeight * MathF.Round(TrainingPen.XHeight * PenScale.Default.PixelsPerUnit),
            settings.Smoothing, settings.VariableWidth);

    /// <returns>
    /// Diameter of the ink at a row in page units. Rows are evenly spaced in time, so the pen's speed is the distance between them.
    /// </returns>
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

        // Relative to the mean step in the training data. A dot has no steps.
        float speed = weights == 0 ? 0 : sum / weights / (TrainingPen.MeanStep * rows[index].PixelsPerUnit);
        return Width * (FastWidth + SlowExtra / (1 + 0.95f * speed * speed));
    }

    /// <summary>Continues a curve to the point of a row, or through its recorded points.</summary>
    /// <param name="capsules">Receives the ink that is complete.</param>
    public void Append(InkGeometry geometry, ReadOnlySpan<PageRow> rows, int index, uint colour, int layer, List<Capsule> capsules)
    {
        ref readonly PageRow row = ref rows[index];
        float width = WidthAt(rows, index);
        if (row.Recorded is null) geometry.Append(new InkVertex(row.X, row.Y, width, colour, layer), capsules);
        foreach (InkPoint point in row.Recorded ?? [])
        {
            float pointWidth = point.Pressure is { } pressure ? WidthAt(pressure) : width;
            geometry.Append(new InkVertex(point.X, point.Y, pointWidth, colour, layer), capsules);
        }
    }

    /// <param name="pressure">0 to 1.</param>
    /// <returns>Diameter in page units.</returns>
    public float WidthAt(float pressure) => Varies ? Width * (LightWidth + HardExtra * pressure) : Width;
}
