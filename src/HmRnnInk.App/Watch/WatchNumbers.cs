using System.Globalization;

namespace HmRnnInk.App.Watch;

/// <summary>Formats numbers for the window.</summary>
internal static class WatchNumbers
{
    private static readonly (long Unit, string Name)[] Units = [(1_000_000_000, " bn"), (1_000_000, " M"), (1_000, " k")];

    private static readonly NumberFormatInfo MinusSign = new() { NegativeSign = "−" };

    /// <summary>Formats training points with three digits, such as 20 k or 1.25 M.</summary>
    /// <returns>The number of characters written.</returns>
    public static int Points(Span<char> text, long points)
    {
        int length;
        foreach ((long unit, string name) in Units)
        {
            // A number that rounds up to the next unit is written in that unit.
            if (points < unit - (unit / 2000)) continue;
            double value = (double)points / unit;
            text.TryWrite(CultureInfo.InvariantCulture, $"{Math.Round(value, value < 10 ? 2 : value < 100 ? 1 : 0):0.##}{name}",
                out length);
            return length;
        }

        points.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>Formats a number without decimals, with a minus sign (−) if it is negative.</summary>
    /// <inheritdoc cref="Points"/>
    public static int Signed(Span<char> text, double value)
    {
        // Adding 0 turns −0 into 0.
        (Math.Round(value) + 0).TryFormat(text, out int length, "0", MinusSign);
        return length;
    }
}
