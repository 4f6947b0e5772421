namespace HmRnnInk.Ink.Pointer;

/// <summary>A row as fed to a model, and where on the page its point is.</summary>
/// <param name="Offset">In IAM units.</param>
/// <param name="X">Pixels, as the pen events were.</param>
/// <param name="Y">Pixels.</param>
/// <param name="Stroke">Index of the stroke it belongs to, from 0.</param>
/// <param name="TimeSeconds">When the pen was there, on the events' clock.</param>
/// <param name="Pressure">As of <see cref="InkPoint.Pressure"/>, between the events about it. Beside the offset, not in it: a model is fed offsets.</param>
public readonly record struct EncodedRow(PenOffset Offset, float X, float Y, int Stroke, double TimeSeconds = 0, float? Pressure = null);
