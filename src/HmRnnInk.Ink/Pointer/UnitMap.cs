namespace HmRnnInk.Ink.Pointer;

/// <summary>The mapping between movements of a pen on a page and the offsets that a model reads.</summary>
/// <param name="PixelsPerUnit">Pixels on the page per IAM unit. Above 0.</param>
/// <param name="Slant">
/// How much further the writing on the page leans than what the model reads, which is upright or leans a little. 1 is 45° to the right.
/// </param>
public readonly record struct UnitMap(float PixelsPerUnit, float Slant)
{
    /// <param name="x">To the right, pixels.</param>
    /// <param name="y">Downwards, pixels.</param>
    public PenOffset ToUnits(float x, float y, bool penUp) => new((x + Slant * y) / PixelsPerUnit, y / PixelsPerUnit, penUp);

    /// <returns>The movement on the page, pixels.</returns>
    public (float X, float Y) ToPixels(PenOffset offset) =>
        ((offset.DeltaX - Slant * offset.DeltaY) * PixelsPerUnit, offset.DeltaY * PixelsPerUnit);
}
