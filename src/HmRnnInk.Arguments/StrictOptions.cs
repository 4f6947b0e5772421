using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

namespace HmRnnInk.Arguments;

/// <summary>Gives all options of a program the same strict parsers, with errors in the words of a command line.</summary>
public static class StrictOptions
{
    /// <summary>Sets the parsers of all options of a command and its subcommands that do not have one of their own.</summary>
    /// <exception cref="NotSupportedException">The type of an option has no strict parser.</exception>
    public static T Strict<T>(this T command)
        where T : Command
    {
        foreach (Option option in command.Options) SetParser(option);
        foreach (Command subcommand in command.Subcommands) subcommand.Strict();
        return command;
    }

    /// <summary>An option for a list of numbers, in either form that <see cref="NumberList"/> describes.</summary>
    public static Option<NumberList> Numbers(string name, string description, IEnumerable<double> defaultValues) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => new([.. defaultValues]),
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "number,…",
    };

    /// <summary>Restricts all numbers of a list.</summary>
    /// <param name="limits">The limits as they follow "from" in the error, for example <c>0 to 1</c>.</param>
    public static Option<NumberList> Within(this Option<NumberList> option, Func<double, bool> contains, string limits)
    {
        option.Validators.Add(result =>
        {
            // A list that cannot be read has an error already.
            if (NumberList.TryParse([.. result.Tokens.Select(token => token.Value)]) is { } list && !list.Values.All(contains))
                result.AddError($"{option.Name} must be from {limits}.");
        });
        return option;
    }

    /// <summary>
    /// Restricts a text to some values, which the help lists. Upper and lower case are the same. The error names the option, unlike that of
    /// System.CommandLine.
    /// </summary>
    public static Option<string> OneOf(this Option<string> option, params string[] values)
    {
        option.CompletionSources.Add(values);
        option.CustomParser = result => OneOf(result, values);
        return option;
    }

    /// <summary>
    /// Lets an option take the values of an enumeration, by name only: System.CommandLine would take any number, and name
    /// the type in errors.
    /// </summary>
    public static Option<T?> ByName<T>(this Option<T?> option)
        where T : struct, Enum
    {
        option.CustomParser = Named<T>;
        option.CompletionSources.Clear(); // those of System.CommandLine are the names in C#
        option.CompletionSources.Add([.. Names<T>()]);
        return option;
    }

    /// <summary>
    /// An option for the name of a value of an enumeration in lower case: the help shows the default value as it is typed. (Of a
    /// <see cref="ByName"/> it shows the name in C#.) <see cref="ValueOf{T}(string)"/> gives the value.
    /// </summary>
    public static Option<string> ByLowerCaseName<T>(string name, string description, T defaultValue)
        where T : struct, Enum => new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => defaultValue.ToString().ToLowerInvariant(),
        }.OneOf([.. Names<T>()]);

    /// <summary>The value of an enumeration by its name, in which upper and lower case are the same.</summary>
    public static T ValueOf<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);

    private static void SetParser(Option option)
    {
        switch (option)
        {
            case Option<string> or Option<string[]>: break;
            case HelpOption or VersionOption: break; // they have no value
            case Option<bool> given: given.CustomParser ??= result => Boolean(result) ?? false; break;
            case Option<int> given: given.CustomParser ??= result => (int)(Integer(result, int.MinValue, int.MaxValue) ?? 0); break;
            case Option<int?> given: given.CustomParser ??= result => (int?)Integer(result, int.MinValue, int.MaxValue); break;
            case Option<long> given: given.CustomParser ??= result => Integer(result, long.MinValue, long.MaxValue) ?? 0; break;
            case Option<double> given: given.CustomParser ??= result => Number(result) ?? 0; break;
            case Option<double?> given: given.CustomParser ??= Number; break;
            case Option<float> given: given.CustomParser ??= result => (float)(Number(result) ?? 0); break;
            case Option<NumberList> given: given.CustomParser ??= List; break;
            case var other when other.GetType().GetProperty(nameof(Option<int>.CustomParser))?.GetValue(other) is null:
                throw new NotSupportedException($"{option.Name} has the type {option.ValueType}, for which there is no strict parser.");
        }
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => name.ToLowerInvariant());

    private static T? Named<T>(ArgumentResult result)
        where T : struct, Enum => OneOf(result, [.. Names<T>()]) is { } name ? ValueOf<T>(name) : null;

    private static string? OneOf(ArgumentResult result, string[] values)
    {
        string text = result.Tokens[0].Value;
        string? value = values.FirstOrDefault(each => each.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (value is null) Reject<int>(result, text, $"one of {string.Join(", ", values)}");
        return value;
    }

    private static bool? Boolean(ArgumentResult result)
    {
        if (result.Tokens.Count == 0) return true; // the option without a value
        return result.Tokens[0].Value.ToLowerInvariant() switch
        {
            "true" => true,
            "false" => false,
            var text => Reject<bool>(result, text, "true or false"),
        };
    }

    private static long? Integer(ArgumentResult result, long minimum, long maximum)
    {
        string text = result.Tokens[0].Value;
        if (StrictNumber.TryParse(text, out long value) && value >= minimum && value <= maximum) return value;
        bool isWhole = text.AsSpan().TrimStart("+-") is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9');
        string limits = isWhole ? string.Create(CultureInfo.InvariantCulture, $" from {minimum} to {maximum}") : "";
        return Reject<long>(result, text, $"a whole number{limits}");
    }

    private static double? Number(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        return StrictNumber.TryParse(text, out double value) ? value : Reject<double>(result, text, "a number such as 0.004");
    }

    private static NumberList? List(ArgumentResult result)
    {
        string[] arguments = [.. result.Tokens.Select(token => token.Value)];
        if (NumberList.TryParse(arguments) is { } list) return list;
        result.AddError($"{NameOf(result)} must be numbers such as 1,0.5 or 1 0.5, not '{string.Join(' ', arguments)}'.");
        return null;
    }

    private static T? Reject<T>(ArgumentResult result, string text, string needed)
        where T : struct
    {
        result.AddError($"{NameOf(result)} must be {needed}, not '{text}'.");
        return null;
    }

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult { Option.Name: var name } ? name : result.Argument.Name;
}
