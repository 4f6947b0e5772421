namespace HmRnnInk.Ink.Pointer;

/// <summary>The mapping between a person's writing and a model's units.</summary>
/// <param name="PixelsPerUnit">Size: pixels on the page per IAM unit. Above 0.</param>
/// <param name="SecondsPerRow">
/// Pace: the person's time per row. It is <see cref="TrainingPen.SecondsPerRow"/> for a practised writer with a pen, and more with a mouse.
/// </param>
/// <param name="Slant">See <see cref="UnitMap"/>.</param>
public readonly record struct PenScale(float PixelsPerUnit, double SecondsPerRow, float Slant = 0)
{
    /// <summary>The x-height is about 25 pixels at this scale, so that a line of IAM-OnDB fills a window.</summary>
    public static PenScale Default { get; } = new(0.2f, TrainingPen.SecondsPerRow);

    public UnitMap Map => new(PixelsPerUnit, Slant);

    /// <summary>Whether two scales differ enough to justify encoding a line again.</summary>
    public bool DiffersFrom(PenScale other) =>
        Math.Abs(Math.Log(PixelsPerUnit / other.PixelsPerUnit)) > 0.05 || Math.Abs(Math.Log(SecondsPerRow / other.SecondsPerRow)) > 0.08
        || Math.Abs(Slant - other.Slant) > 0.05;
}
