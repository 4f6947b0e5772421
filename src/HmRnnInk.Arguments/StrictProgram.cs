using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace HmRnnInk.Arguments;

/// <summary>Runs a program by its command line.</summary>
public static class StrictProgram
{
    /// <summary>The exit code of a usage error.</summary>
    public const int UsageError = 2;

    /// <summary>
    /// Parses strictly and runs. A usage error is the last thing that is printed: the whole help before it would hide it.
    /// </summary>
    /// <param name="name">The program's name, for the hint at its help.</param>
    /// <param name="showError">Also shows a usage error to a person who has no console.</param>
    public static int Run(RootCommand root, string name, string[] arguments, Action<string>? showError = null)
    {
        ParseResult parsed = root.Strict().Parse(arguments);
        string path = string.Join(' ', [name, .. CommandsOf(parsed.CommandResult).Skip(1).Select(each => each.Command.Name)]);
        string? misplaced = MisplacedOption(parsed, path) ?? MisplacedArgument(parsed);
        if (misplaced is null && parsed.Action is not ParseErrorAction)
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        Console.Error.WriteLine($"'{path} --help' lists the options.");
        if (misplaced is not null)
        {
            Console.Error.WriteLine(misplaced);
        }
        else
        {
            ((ParseErrorAction)parsed.Action!).ShowHelp = false;
            parsed.Invoke(new() { Output = Console.Error });
        }

        showError?.Invoke(misplaced ?? string.Join('\n', parsed.Errors.Select(usage => usage.Message)));
        return UsageError;
    }

    /// <summary>
    /// Finds an option before a subcommand. System.CommandLine takes it for one of the command above, which does not run, so it would be
    /// ignored.
    /// </summary>
    /// <param name="path">The program and its subcommand.</param>
    /// <returns>The usage error; null if there is no such option.</returns>
    private static string? MisplacedOption(ParseResult parsed, string path)
    {
        OptionResult? found = CommandsOf(parsed.CommandResult).SkipLast(1).SelectMany(above => above.Children).OfType<OptionResult>()
            .FirstOrDefault(option => option is { Implicit: false, Option: { Recursive: false, Action: null } });
        if (found is null) return null;
        string option = found.Option.Name, command = parsed.CommandResult.Command.Name;
        return parsed.CommandResult.Command.Options.Any(own => own.Name == option)
            ? $"{option} must come after '{command}': {path} {string.Join(' ', [option, .. found.Tokens.Select(token => token.Value)])} …"
            : $"{option} is not an option of '{command}'.";
    }

    /// <summary>Finds an argument before a subcommand, which would be ignored too.</summary>
    /// <returns>The usage error; null if there is no such argument.</returns>
    private static string? MisplacedArgument(ParseResult parsed) =>
        CommandsOf(parsed.CommandResult).SkipLast(1).SelectMany(above => above.Children).OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).FirstOrDefault() is { Value: var value }
            ? $"'{value}' is not an argument of '{parsed.CommandResult.Command.Name}'." : null;

    /// <returns>From the program itself to the subcommand that was given.</returns>
    private static IEnumerable<CommandResult> CommandsOf(CommandResult result) =>
        result.Parent is CommandResult above ? [.. CommandsOf(above), result] : [result];
}
