namespace HmRnnInk.Ink;

/// <summary>The meaning of the values of a trace's points.</summary>
/// <param name="Channels">The channels' names, in the order of the values.</param>
/// <param name="Required">The number of channels that every point has; the others are intermittent.</param>
/// <param name="SecondsPerTimeUnit">The unit of channel T.</param>
/// <param name="SignX">−1 if X grows to the left.</param>
/// <param name="SignY">−1 if Y grows upwards.</param>
/// <param name="Force">The range of channel F; null if the file does not state it, in which case the pressure is ignored.</param>
internal sealed record InkMlTraceFormat(
    IReadOnlyList<string> Channels, int Required, double SecondsPerTimeUnit = 1e-3, int SignX = 1, int SignY = 1,
    (double Minimum, double Maximum)? Force = null)
{
    /// <summary>The format of a trace that names none (InkML, section 3.2.3).</summary>
    public static InkMlTraceFormat Default { get; } = new(["X", "Y"], 2);
}
