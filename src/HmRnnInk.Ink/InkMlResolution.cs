namespace HmRnnInk.Ink;

/// <summary>The scale of a channel's recorded values (InkML, section 3.3.7).</summary>
/// <param name="Value">
/// In <paramref name="Units"/>: 1000 with the units <c>1/in</c>, and 0.001 with <c>in</c>, both mean counts of 0.001 inch.
/// </param>
internal readonly record struct InkMlResolution(double Value, string? Units)
{
    /// <param name="units">The units of the channel, for a resolution that states none.</param>
    /// <param name="sizeOf">The size of a unit; null for units of another kind.</param>
    /// <returns>The size of one recorded count; null if the resolution does not state it.</returns>
    public double? CountSize(string? units, Func<string?, double?> sizeOf)
    {
        if (!(Value > 0)) return null;
        string unit = Units?.Trim() is { Length: > 0 } stated ? stated : $"1/{units}";
        return unit.StartsWith("1/", StringComparison.Ordinal) ? sizeOf(unit[2..]) / Value : sizeOf(unit) * Value;
    }
}
