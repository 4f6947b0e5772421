namespace HmRnnInk.Ink;

/// <summary>One sample of the pen.</summary>
/// <param name="X">To the right; in the source's units (IAM whiteboard units, or pixels).</param>
/// <param name="Y">Downwards, in the same units.</param>
/// <param name="TimeSeconds">Since an origin that the whole <see cref="StrokeCollection"/> shares.</param>
/// <param name="Pressure">Of the pen's tip, 0 to 1; null where the source tells none. It is for drawing: no model sees it.</param>
public readonly record struct InkPoint(float X, float Y, double TimeSeconds, float? Pressure = null);
