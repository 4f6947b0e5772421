namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>From rows back to points on the page, going on from where the pen was: what the encoder is held to.</summary>
internal sealed class OffsetDecoder(float pixelsPerUnit, float x, float y)
{
    /// <summary>The pen's place, pixels.</summary>
    public float X { get; private set; } = x;

    public float Y { get; private set; } = y;

    /// <summary>Moves the pen by a row.</summary>
    /// <returns>Where it is then, pixels.</returns>
    public (float X, float Y) Decode(PenOffset offset)
    {
        X += offset.DeltaX * pixelsPerUnit;
        Y += offset.DeltaY * pixelsPerUnit;
        return (X, Y);
    }
}
