using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// A rectangle on the page, in page units, or in the window, in window units. It is empty if its maximum is below its minimum.
/// </summary>
internal readonly record struct PageArea(float MinX, float MinY, float MaxX, float MaxY)
{
    public static PageArea Empty { get; } =
        new(float.PositiveInfinity, float.PositiveInfinity, float.NegativeInfinity, float.NegativeInfinity);

    public bool IsEmpty => MaxX < MinX;

    public float Width => MaxX - MinX;

    public float Height => MaxY - MinY;

    /// <returns>The bounding box of drawn ink, including the width of the pen.</returns>
    public static PageArea Of(ReadOnlySpan<Capsule> capsules)
    {
        PageArea bounds = Empty;
        foreach (ref readonly Capsule capsule in capsules)
        {
            float radius = capsule.Width * 0.5f;
            bounds = bounds.Union(new PageArea(
                Math.Min(capsule.X0, capsule.X1) - radius, Math.Min(capsule.Y0, capsule.Y1) - radius,
                Math.Max(capsule.X0, capsule.X1) + radius, Math.Max(capsule.Y0, capsule.Y1) + radius));
        }

        return bounds;
    }

    public bool Contains(float x, float y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;

    /// <returns>The smallest area that also contains a point.</returns>
    public PageArea Including(float x, float y) => Union(new PageArea(x, y, x, y));

    public PageArea Grown(float by) => new(MinX - by, MinY - by, MaxX + by, MaxY + by);

    public PageArea Union(PageArea other) => new(
        Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    public bool Overlaps(PageArea other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;
}
