using System.CommandLine;
using System.Text.Json;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>An option of <c>trainer train</c> together with the member of <see cref="TrainingOptions"/> that it sets.</summary>
/// <param name="Option">Its default value is only for the help: an option that is not given changes nothing.</param>
/// <param name="Apply">Sets the member to the given value.</param>
/// <param name="Value">The member's value in the form in which the option takes it; null if it does not apply to the model.</param>
/// <param name="MayChange">Whether a resumed run may have another value.</param>
internal sealed record TrainingSetting(
    Option Option, Func<ParseResult, TrainingOptions, TrainingOptions> Apply, Func<TrainingOptions, object?> Value, bool MayChange)
{
    public static TrainingSetting Of<T>(
        Option<T> option, Func<TrainingOptions, T, TrainingOptions> set, Func<TrainingOptions, object?> value, bool mayChange = false) =>
        new(option, (parsed, options) => set(options, parsed.GetValue(option)!), value, mayChange);

    /// <summary>The option's name without hyphens, as in <c>run.json</c>.</summary>
    public string Name => Option.Name.TrimStart('-');

    public bool IsGiven(ParseResult parsed) => parsed.GetResult(Option) is { Implicit: false };

    /// <summary>Whether the command line has another value than these options.</summary>
    public bool Differs(ParseResult parsed, TrainingOptions options) => IsGiven(parsed) && Text(Apply(parsed, options)) != Text(options);

    /// <summary>The value as text, for comparisons and messages.</summary>
    public string Text(TrainingOptions options) => JsonSerializer.Serialize(Value(options), CommandOptions.Json).Trim('"');
}
