using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// A rectangle on the page, in page units, or in the window, in window units. For ink, it includes the width of the pen. It is empty if its
/// maximum is below its minimum.
/// </summary>
internal readonly record struct PageArea(float MinX, float MinY, float MaxX, float MaxY)
{
    public static PageArea Empty { get; } =
        new(float.PositiveInfinity, float.PositiveInfinity, float.NegativeInfinity, float.NegativeInfinity);

    public bool IsEmpty => MaxX < MinX;

    public static PageArea Of(ReadOnlySpan<InkSegment> segments)
    {
        PageArea bounds = Empty;
        foreach (ref readonly InkSegment segment in segments)
        {
            float radius = segment.Width * 0.5f;
            bounds = bounds.Union(new PageArea(
                Math.Min(segment.X0, segment.X1) - radius, Math.Min(segment.Y0, segment.Y1) - radius,
                Math.Max(segment.X0, segment.X1) + radius, Math.Max(segment.Y0, segment.Y1) + radius));
        }

        return bounds;
    }

    public bool Contains(float x, float y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;

    /// <returns>The smallest area that also contains a point.</returns>
    public PageArea Including(float x, float y) => Union(new PageArea(x, y, x, y));

    public PageArea Union(PageArea other) => new(
        Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    public bool Overlaps(PageArea other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;
}
