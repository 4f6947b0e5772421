using System.Globalization;

namespace HmRnnInk.App.Commands;

/// <summary>A setting that is a number within a range.</summary>
/// <inheritdoc/>
public sealed record NumberSetting<TOwner>(string Label, NumberRange Range, Func<TOwner, double> Get, Func<TOwner, double, TOwner> Set)
    : Setting<TOwner, double>(Label, Get, Set)
{
    /// <summary>The value for people.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What the ends of its slider mean; null for nothing.</summary>
    public (string Minimum, string Maximum)? Ends { get; init; }

    /// <returns>The record with the value some steps on, within the range.</returns>
    public TOwner Moved(TOwner owner, int steps) => Set(owner, Range.Moved(Get(owner), steps));
}
