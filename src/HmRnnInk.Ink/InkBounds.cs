namespace HmRnnInk.Ink;

/// <summary>The smallest axis-aligned rectangle around all points, in their units.</summary>
public readonly record struct InkBounds(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    /// <exception cref="ArgumentException">There are no points.</exception>
    public static InkBounds Of(StrokeCollection ink)
    {
        if (ink.PointCount == 0) throw new ArgumentException("There are no points to measure.", nameof(ink));
        float left = float.PositiveInfinity, top = float.PositiveInfinity;
        float right = float.NegativeInfinity, bottom = float.NegativeInfinity;
        foreach (InkPoint point in ink.Strokes.SelectMany(stroke => stroke.Points))
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        }

        return new InkBounds(left, top, right, bottom);
    }
}
