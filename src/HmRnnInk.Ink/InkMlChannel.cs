namespace HmRnnInk.Ink;

/// <summary>A channel of a trace format (InkML, section 3.1.2).</summary>
/// <param name="Units">As written; null if the channel does not state them.</param>
/// <param name="IsInteger">Whether the values are integers: counts of the device's resolution, if it states one.</param>
/// <param name="IsReversed">Whether the values grow to the left, for X, or upwards, for Y.</param>
/// <param name="Default">The value until the first one is given; null if the channel does not state one.</param>
/// <param name="OriginSeconds">What the values of a channel T are relative to.</param>
internal sealed record InkMlChannel(
    string Name, string? Units, bool IsInteger, double? Minimum, double? Maximum, bool IsReversed, double? Default, double OriginSeconds)
{
    /// <summary>The range of the values, if it is stated and not empty.</summary>
    public (double Minimum, double Maximum)? Range =>
        Units == "%" ? (0, 100) : Maximum is { } maximum && (Minimum ?? 0) is var minimum && maximum > minimum ? (minimum, maximum) : null;
}
