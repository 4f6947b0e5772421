namespace HmRnnInk.App.Host;

/// <summary>What a device reports about its pen besides the position.</summary>
/// <param name="Pressure">0 to 1; null if the device reports none.</param>
/// <param name="Erases">Whether the eraser end of the pen is at the tablet.</param>
internal readonly record struct PenState(float? Pressure, bool Erases = false);
