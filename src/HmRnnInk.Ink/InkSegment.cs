namespace HmRnnInk.Ink;

/// <summary>One straight piece of ink as it is drawn: on the screen, in SVG and in PNG alike. Equal ends make a dot.</summary>
/// <param name="X0">Start, in page units, to the right.</param>
/// <param name="Y0">Start, downwards.</param>
/// <param name="X1">End.</param>
/// <param name="Y1">End.</param>
/// <param name="Width">Diameter of the round pen, in page units.</param>
/// <param name="Colour">0xRRGGBBAA, not premultiplied.</param>
/// <param name="Layer">The deepest layer that flushed there, from 1; 0 where none did.</param>
public readonly record struct InkSegment(float X0, float Y0, float X1, float Y1, float Width, uint Colour, int Layer);
