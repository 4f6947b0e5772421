using System.Globalization;
using HmRnnInk.App.Canvas.Text;

namespace HmRnnInk.App.Watch;

/// <summary>Formats the numbers of <c>--watch</c>.</summary>
internal static class WatchNumbers
{
    private static readonly (long Unit, string Name)[] Units = [(1_000_000_000, " bn"), (1_000_000, " M"), (1_000, " k")];

    private static readonly NumberFormatInfo MinusSign = new() { NegativeSign = "−" };

    /// <summary>Formats training points with at most three digits, such as 20 k or 1.25 M.</summary>
    public static ReadOnlySpan<char> Points(Span<char> text, long points)
    {
        foreach ((long unit, string name) in Units)
        {
            // A number that rounds up to the next unit is written in that unit.
            if (points < unit - (unit / 2000)) continue;
            double value = (double)points / unit;
            return text.Write($"{Math.Round(value, value < 10 ? 2 : value < 100 ? 1 : 0):0.##}{name}");
        }

        return text.Write($"{points}");
    }

    /// <summary>Formats a number without decimals, with a minus sign (−) if it is negative.</summary>
    public static ReadOnlySpan<char> Signed(Span<char> text, double value)
    {
        // Adding 0 turns −0 into 0.
        (Math.Round(value) + 0).TryFormat(text, out int length, "0", MinusSign);
        return text[..length];
    }
}
