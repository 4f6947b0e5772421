namespace HmRnnInk.App.Ui.Files;

/// <summary>A small picture of the first words of some ink.</summary>
/// <param name="Lines">Lines within <see cref="Width"/> × <see cref="Height"/> window units, y downwards.</param>
internal sealed record InkThumbnail(IReadOnlyList<(float X0, float Y0, float X1, float Y1)> Lines)
{
    public const float Width = 150, Height = 42;

    /// <summary>The limits of the x-height in the picture, window units. Ink that is too long at the minimum is cut off.</summary>
    private const float MinimumXHeight = 5, MaximumXHeight = 11;

    /// <summary>A shorter line is joined to the next one.</summary>
    private const float MinimumStep = 0.8f;

    /// <summary>Further points are left out. They would lie outside the picture.</summary>
    private const int MaximumPoints = 4000;

    /// <param name="points">In the order written. A pen-up ends a stroke.</param>
    /// <param name="xHeight">The height of an x, in the unit of the points.</param>
    public static InkThumbnail Of(IEnumerable<(float X, float Y, bool PenUp)> points, float xHeight)
    {
        (float X, float Y, bool PenUp)[] ink = [.. points.Take(MaximumPoints)];
        if (ink.Length == 0) return new InkThumbnail([]);
        float left = ink.Min(point => point.X), top = ink.Min(point => point.Y);
        float width = ink.Max(point => point.X) - left;
        float scale = Math.Clamp(Width / Math.Max(1, width), MinimumXHeight / xHeight, MaximumXHeight / xHeight);
        float down = Math.Max(0, (Height - (ink.Max(point => point.Y) - top) * scale) / 2);
        var lines = new List<(float, float, float, float)>();
        (float X, float Y)? last = null;
        foreach ((float x, float y, bool penUp) in ink)
        {
            (float X, float Y) at = ((x - left) * scale, (y - top) * scale + down);
            (float X, float Y) from = last ?? at;
            bool isShort = MathF.Abs(at.X - from.X) + MathF.Abs(at.Y - from.Y) < MinimumStep;
            last = penUp ? null : isShort ? from : at;
            if (isShort && !penUp || at.X > Width || at.Y > Height || from.X > Width || from.Y > Height) continue;
            lines.Add((from.X, from.Y, at.X, at.Y));
        }

        return new InkThumbnail(lines);
    }
}
