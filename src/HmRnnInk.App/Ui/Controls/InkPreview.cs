using HmRnnInk.App.Canvas;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A preview that shows the effect of a setting on ink.</summary>
internal sealed class InkPreview() : Control("")
{
    private const float BoxHeight = 64;

    /// <summary>The minimum distance of the ink from the edge of the box.</summary>
    public const float Pad = 7;

    /// <summary>Gives the points of the line in its own units, y downwards.</summary>
    public required Func<(float X, float Y, bool PenUp)[]> Points { get; init; }

    /// <summary>The width of the preview in units of the line.</summary>
    public required float Units { get; init; }

    public override float Height => BoxHeight + 10;

    public override bool CanFocus => false;

    /// <summary>The box in which the ink is drawn.</summary>
    public Box Box => Bounds with { Height = BoxHeight };

    /// <summary>Places the line: left-aligned, vertically centred, and scaled down if it is too tall or too long.</summary>
    /// <returns>Window units per unit of the line, and the place of its (0, 0).</returns>
    public (float Scale, float X, float Y) Place(ReadOnlySpan<(float X, float Y, bool PenUp)> points)
    {
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        foreach ((float x, float y, _) in points)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        Box box = Box;
        float width = box.Width - 2 * Pad, height = box.Height - 2 * Pad;
        float scale = Math.Min(width / Math.Max(Units, right - left), height / Math.Max(1, bottom - top));
        return (scale, box.X + Pad - left * scale, box.CentreY - (top + bottom) / 2 * scale);
    }
}
