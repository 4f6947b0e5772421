using HmRnnInk.App.Canvas;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A strip of ink that shows what a setting does.</summary>
public sealed class InkPreview() : Control("")
{
    public const float BoxHeight = 64;

    /// <summary>No ink comes nearer to the strip's edge.</summary>
    public const float Pad = 7;

    /// <summary>Points of the line in units of its own, y downwards.</summary>
    public required Func<(float X, float Y, bool PenUp)[]> Points { get; init; }

    /// <summary>How many of its units the strip is wide.</summary>
    public required float Units { get; init; }

    public override float Height => BoxHeight + 10;

    public override bool CanFocus => false;

    public Box Box => Bounds with { Height = BoxHeight };

    /// <summary>Where a line lies on the strip: from its left edge, halfway up, and smaller where it is too tall or too long for it.</summary>
    /// <returns>Pen units in a unit of the line, and where its (0, 0) lies.</returns>
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
