namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>The inverse of the encoder: converts rows back to points on the page, from a start position.</summary>
internal sealed class OffsetDecoder(float pixelsPerUnit, float x, float y)
{
    /// <summary>Position of the pen, in pixels.</summary>
    public float X { get; private set; } = x;

    public float Y { get; private set; } = y;

    /// <summary>Moves the pen by a row.</summary>
    /// <returns>The new position, in pixels.</returns>
    public (float X, float Y) Decode(PenOffset offset)
    {
        X += offset.DeltaX * pixelsPerUnit;
        Y += offset.DeltaY * pixelsPerUnit;
        return (X, Y);
    }
}
