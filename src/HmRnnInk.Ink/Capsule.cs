namespace HmRnnInk.Ink;

/// <summary>
/// A straight piece of ink with round ends: the area within half a width of the line from (X0, Y0) to (X1, Y1). A line of length zero gives
/// a dot. The screen and SVG files draw the same capsules in the same order, later ones over earlier ones.
/// </summary>
/// <param name="X0">Rightwards, in page units (pixels at zoom 1).</param>
/// <param name="Y0">Downwards, in page units.</param>
/// <param name="Width">In page units.</param>
/// <param name="Colour">0xRRGGBBAA, not premultiplied.</param>
/// <param name="Layer">
/// In a picture of ink, the deepest layer that flushed at the nearest point of the stroke, counted from 1; 0 if none did. Other drawings
/// use it as a tag of their own.
/// </param>
public readonly record struct Capsule(float X0, float Y0, float X1, float Y1, float Width, uint Colour, int Layer);
