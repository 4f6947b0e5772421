namespace HmRnnInk.Ink;

/// <summary>One sample of the pen.</summary>
/// <param name="X">To the right; in the source's units (IAM whiteboard units, or pixels).</param>
/// <param name="Y">Downwards, in the same units.</param>
/// <param name="TimeSeconds">Since an origin that the whole <see cref="StrokeCollection"/> shares.</param>
public readonly record struct InkPoint(float X, float Y, double TimeSeconds);
