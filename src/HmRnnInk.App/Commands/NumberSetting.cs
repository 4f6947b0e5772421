using System.Globalization;

namespace HmRnnInk.App.Commands;

/// <summary>A setting that is a number within a range.</summary>
/// <inheritdoc/>
internal sealed record NumberSetting<TOwner>(string Label, NumberRange Range, Func<TOwner, double> Get, Func<TOwner, double, TOwner> Set)
    : Setting<TOwner, double>(Label, Get, Set)
{
    /// <summary>Formats the value for display.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Labels of the ends of the slider; null for none.</summary>
    public (string Minimum, string Maximum)? Ends { get; init; }

    /// <returns>The record with the value moved by a number of steps, clamped to the range.</returns>
    public TOwner Moved(TOwner owner, int steps) => Set(owner, Range.Moved(Get(owner), steps));
}
