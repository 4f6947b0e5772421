using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>The inverse of the encoder: converts rows back to points on the page, from a start position.</summary>
internal sealed class OffsetDecoder(UnitMap map, float x, float y)
{
    /// <summary>Position of the pen, in pixels.</summary>
    public float X { get; private set; } = x;

    public float Y { get; private set; } = y;

    /// <summary>Moves the pen by a row.</summary>
    /// <returns>The new position, in pixels.</returns>
    public (float X, float Y) Decode(PenOffset offset)
    {
        (float x, float y) = map.ToPixels(offset);
        (X, Y) = (X + x, Y + y);
        return (X, Y);
    }
}
