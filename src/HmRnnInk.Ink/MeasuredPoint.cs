namespace HmRnnInk.Ink;

/// <summary>A point as a file has it, before the ink gets its final times and precision.</summary>
/// <param name="X">Rightwards.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Seconds">NaN if the file has no time for the point.</param>
/// <param name="Pressure">See <see cref="InkPoint.Pressure"/>.</param>
internal readonly record struct MeasuredPoint(double X, double Y, double Seconds = double.NaN, float? Pressure = null);
