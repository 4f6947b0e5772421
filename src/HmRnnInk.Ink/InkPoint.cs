namespace HmRnnInk.Ink;

/// <summary>One sample of the pen.</summary>
/// <param name="X">Rightwards, in the source's units (IAM whiteboard units, or pixels).</param>
/// <param name="Y">Downwards, in the same units.</param>
/// <param name="TimeSeconds">Relative to an origin that all points of a <see cref="StrokeCollection"/> share.</param>
/// <param name="Pressure">Pressure of the tip, 0 to 1; null if unknown. It only affects drawing: models do not use it.</param>
public readonly record struct InkPoint(float X, float Y, double TimeSeconds, float? Pressure = null);
