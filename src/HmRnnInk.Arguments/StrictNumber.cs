using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HmRnnInk.Arguments;

/// <summary>
/// Reads numbers of a command line, in the same way on every machine: digits, a decimal point, a sign, an exponent. A comma, a space, NaN
/// and infinity are not part of a number.
/// </summary>
public static class StrictNumber
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse([NotNullWhen(true)] string? text, out double value) =>
        double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads a whole number without decimal point or exponent.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
