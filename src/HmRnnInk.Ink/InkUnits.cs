namespace HmRnnInk.Ink;

/// <summary>Units of length and time, by the names that InkML and SVG use.</summary>
internal static class InkUnits
{
    public const double MillimetresPerInch = 25.4;

    /// <summary>A pixel of CSS and SVG, and the unit of this program's pages.</summary>
    public const double MillimetresPerPixel = MillimetresPerInch / 96;

    /// <returns>Millimetres; null if it is no unit of length with a fixed size.</returns>
    public static double? Millimetres(string? unit) => unit?.Trim().ToLowerInvariant() switch
    {
        "m" => 1000,
        "cm" => 10,
        "mm" => 1,
        "um" or "µm" or "μm" => 1e-3,
        "in" => MillimetresPerInch,
        "pt" => MillimetresPerInch / 72,
        "pc" => MillimetresPerInch / 6,
        "px" => MillimetresPerPixel,
        "himetric" => 0.01,
        _ => null,
    };

    /// <returns>Seconds; null if it is no unit of time.</returns>
    public static double? Seconds(string? unit) => unit?.Trim().ToLowerInvariant() switch
    {
        "s" or "sec" => 1,
        "ms" or "msec" => 1e-3,
        "us" or "µs" or "μs" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };
}
