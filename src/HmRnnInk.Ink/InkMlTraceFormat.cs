namespace HmRnnInk.Ink;

/// <summary>Which value of a point is what.</summary>
/// <param name="Channels">Their names, in the order of the values.</param>
/// <param name="Required">How many of them every point has; the rest are intermittent.</param>
/// <param name="SecondsPerTimeUnit">Of channel T.</param>
/// <param name="SignX">−1 where X grows to the left.</param>
/// <param name="SignY">−1 where Y grows upwards.</param>
/// <param name="Force">The range of channel F; null where the file does not tell it, and a value could mean anything.</param>
internal sealed record InkMlTraceFormat(
    IReadOnlyList<string> Channels, int Required, double SecondsPerTimeUnit = 1e-3, int SignX = 1, int SignY = 1,
    (double Least, double Most)? Force = null)
{
    /// <summary>What a trace without a format has (InkML, section 3.2.3).</summary>
    public static InkMlTraceFormat Default { get; } = new(["X", "Y"], 2);
}
