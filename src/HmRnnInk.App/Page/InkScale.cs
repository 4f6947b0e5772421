using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The size at which opened ink is shown: its own, if the file states a unit and the letters have a plausible size in it; otherwise a
/// readable one.
/// </summary>
/// <param name="PageUnitsPerUnit">Page units per unit of the ink.</param>
/// <param name="XHeight">The x-height of the handwriting at that size, page units.</param>
/// <param name="Note">Why the ink does not have its own size; null if it has.</param>
internal readonly record struct InkScale(double PageUnitsPerUnit, float XHeight, string? Note)
{
    /// <summary>The page units in a millimetre: those of CSS pixels.</summary>
    public const double PageUnitsPerMillimetre = 96 / 25.4;

    /// <summary>Letters with an x-height outside this range are not shown at their own size: they could not be read; page units.</summary>
    private const float MinimumXHeight = 6, MaximumXHeight = 100;

    /// <summary>Ink of another program is never wider or higher than this, page units. A page of HmRnnInk keeps its size.</summary>
    private const double MaximumWidth = 20_000, MaximumHeight = 500_000;

    /// <summary>The longer side of ink whose letters have no known height, relative to the width of a line.</summary>
    private const double FlatInk = 0.6;

    /// <param name="pixelsPerUnit">The scale of readable handwriting: page units per IAM unit.</param>
    /// <param name="lineWidth">The width of a line on the page, page units.</param>
    public static InkScale Of(ReadInk read, float pixelsPerUnit, float lineWidth)
    {
        float readable = TrainingPen.XHeight * pixelsPerUnit;
        double? own = read.MillimetresPerUnit * PageUnitsPerMillimetre;
        double? xHeight = read.XHeight ?? HandSize.UnitsPerIamUnit(read.Ink) * TrainingPen.XHeight;
        if (own is { } scale)
        {
            if (read.IsPage) return new InkScale(scale, (float)(read.XHeight * scale ?? readable), null);
            if (xHeight * scale is >= MinimumXHeight and <= MaximumXHeight and var plausible)
                return Bounded(read, new InkScale(scale, (float)plausible, null));
        }

        string note = own is null ? "It has no unit of length: shown at a readable size"
            : string.Create(CultureInfo.InvariantCulture,
                $"Its letters would be {xHeight * own / PageUnitsPerMillimetre ?? 0:0.##} mm high, so it is shown at a readable size");
        if (xHeight is { } letters)
            return Bounded(read, new InkScale(readable / letters, readable, read.XHeight is null ? note : null));
        InkBounds bounds = InkBounds.Of(read.Ink);
        double side = Math.Max(bounds.Width, bounds.Height);
        return side > 0 ? new InkScale(FlatInk * lineWidth / side, readable, note) : new InkScale(1, readable, null);
    }

    /// <returns>The points of a stroke in page units.</returns>
    public InkPoint[] Apply(Stroke stroke)
    {
        double scale = PageUnitsPerUnit;
        return [.. stroke.Points.Select(point => point with { X = (float)(point.X * scale), Y = (float)(point.Y * scale) })];
    }

    private static InkScale Bounded(ReadInk read, InkScale scale)
    {
        if (read.IsPage) return scale;
        InkBounds bounds = InkBounds.Of(read.Ink);
        double width = bounds.Width * scale.PageUnitsPerUnit, height = bounds.Height * scale.PageUnitsPerUnit;
        double factor = Math.Min(1, Math.Min(MaximumWidth / width, MaximumHeight / height));
        return factor == 1 || double.IsNaN(factor) ? scale
            : scale with
            {
                PageUnitsPerUnit = scale.PageUnitsPerUnit * factor,
                Note = "It is too large for a page, so it is shown smaller",
            };
    }
}
