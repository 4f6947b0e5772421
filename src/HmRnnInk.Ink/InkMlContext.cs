using System.Collections.Immutable;

namespace HmRnnInk.Ink;

/// <summary>What applies to a trace (InkML, section 4.1).</summary>
internal sealed record InkMlContext
{
    public static InkMlContext Default { get; } = new();

    public InkMlTraceFormat Format { get; init; } = InkMlTraceFormat.Default;

    /// <summary>The resolutions of the ink source's channels, by their names in upper case.</summary>
    public ImmutableDictionary<string, InkMlResolution> Resolutions { get; init; } = ImmutableDictionary<string, InkMlResolution>.Empty;

    /// <summary>The constant number of points per second, if the ink source has one.</summary>
    public double? PointsPerSecond { get; init; }

    /// <summary>The map from the trace's coordinates to those of the canvas; null for none.</summary>
    public AffineMap? Transform { get; init; }

    /// <summary>The trace format of the canvas; null if it is that of the trace.</summary>
    public InkMlTraceFormat? Canvas { get; init; }

    /// <summary>Whether the brush erases ink instead of drawing it.</summary>
    public bool Erases { get; init; }

    /// <summary>The time of the context's time stamp.</summary>
    public double OriginSeconds { get; init; }

    /// <summary>
    /// Millimetres in a unit of X and Y, after the transform. An axis without a unit has that of the other axis; null if neither has one.
    /// </summary>
    public (double X, double Y)? MillimetresPerUnit
    {
        get
        {
            InkMlTraceFormat format = Transform is null ? Format : Canvas ?? Format;
            double? x = Millimetres(format, format.X), y = Millimetres(format, format.Y);
            return (x ?? y) is { } either ? (x ?? either, y ?? either) : null;
        }
    }

    /// <summary>Seconds in a unit of T. InkML's default is milliseconds.</summary>
    public double SecondsPerTimeUnit
    {
        get
        {
            InkMlChannel channel = Format.Channels[Format.T];
            return InkUnits.Seconds(channel.Units)
                ?? (Resolutions.TryGetValue("T", out InkMlResolution resolution) ? resolution.CountSize(null, InkUnits.Seconds) : null)
                ?? 1e-3;
        }
    }

    /// <returns>Millimetres in a unit of a channel; null if it has no unit of length.</returns>
    private double? Millimetres(InkMlTraceFormat format, int index)
    {
        if (index < 0) return null;
        InkMlChannel channel = format.Channels[index];
        double? unit = InkUnits.Millimetres(channel.Units);
        // Integers are counts even where the channel names the unit of the resolution. Decimals in a unit of length are in that unit.
        bool counts = channel.IsInteger || unit is null;
        return counts && Resolutions.TryGetValue(channel.Name.ToUpperInvariant(), out InkMlResolution resolution)
            ? resolution.CountSize(channel.Units, InkUnits.Millimetres) ?? unit
            : unit;
    }
}
