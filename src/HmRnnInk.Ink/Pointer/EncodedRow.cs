namespace HmRnnInk.Ink.Pointer;

/// <summary>A row of a model's input, and the position of its point on the page.</summary>
/// <param name="Offset">The model's input, in IAM units.</param>
/// <param name="X">In pixels, like the pen events.</param>
/// <param name="Y">In pixels.</param>
/// <param name="Stroke">Index of the row's stroke, from 0.</param>
/// <param name="TimeSeconds">When the pen was at this point, on the events' clock.</param>
/// <param name="Pressure">See <see cref="InkPoint.Pressure"/>; interpolated between events. It is not part of the model's input.</param>
public readonly record struct EncodedRow(
    PenOffset Offset, float X, float Y, int Stroke, double TimeSeconds = 0, float? Pressure = null);
