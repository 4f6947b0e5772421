namespace HmRnnInk.Ink;

/// <summary>
/// A straight piece of ink with round ends: every place within half a width of the line from (X0, Y0) to (X1, Y1). Screen and SVG both
/// draw exactly these, in their order, later ones over earlier ones. Of zero length it is a dot.
/// </summary>
/// <param name="X0">Page units (pixels at zoom 1), to the right.</param>
/// <param name="Y0">Page units, downwards.</param>
/// <param name="Width">Diameter of the round pen, in page units.</param>
/// <param name="Colour">0xRRGGBBAA, not premultiplied.</param>
/// <param name="Layer">The deepest layer that flushed at the point this ink belongs to, from 1; 0 where none did.</param>
public readonly record struct InkSegment(float X0, float Y0, float X1, float Y1, float Width, uint Colour, int Layer);
