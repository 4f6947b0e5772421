namespace HmRnnInk.Ink.Pointer;

/// <summary>How a person's writing maps to the model's.</summary>
/// <param name="PixelsPerUnit">Size: pixels on the page for one IAM unit. Above 0.</param>
/// <param name="SecondsPerRow">Pace: the person's time for one row. <see cref="TrainingPen.SecondsPerRow"/> for a practised pen, more for
/// a mouse.</param>
public readonly record struct PenScale(float PixelsPerUnit, double SecondsPerRow)
{
    /// <summary>A page on which the expected x-height is about 25 pixels, so that a line of IAM-OnDB fills a window.</summary>
    public static PenScale Default { get; } = new(0.2f, TrainingPen.SecondsPerRow);

    /// <summary>Whether two scales differ so much that a line is worth reading again.</summary>
    public bool IsFar(PenScale other) =>
        Math.Abs(Math.Log(PixelsPerUnit / other.PixelsPerUnit)) > 0.05 || Math.Abs(Math.Log(SecondsPerRow / other.SecondsPerRow)) > 0.08;
}
