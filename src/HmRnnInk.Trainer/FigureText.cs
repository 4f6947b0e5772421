
namespace HmRnnInk.Trainer;

/// <summary>Formats figures for tables.</summary>
internal static class FigureText
{
    /// <param name="none">The text for null.</param>
    public static string Text(double? value, string format, string none = "") => value?.ToString(format) ?? none;

    /// <summary>Boundary rates, lowest layer first. The top layer has no detector, so its rate is left out.</summary>
    public static string RatesText(IEnumerable<double> rates, string format, string separator = " / ") =>
        string.Join(separator, rates.SkipLast(1).Select(rate => Text(rate, format)));
}
