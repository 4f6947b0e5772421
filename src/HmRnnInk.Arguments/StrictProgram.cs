using System.CommandLine;
using System.CommandLine.Invocation;

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
        if (parsed.Action is not ParseErrorAction error) return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        Command command = parsed.CommandResult.Command;
        string path = command == root ? name : $"{name} {command.Name}";
        Console.Error.WriteLine($"'{path} --help' lists the options.");
        error.ShowHelp = false;
        parsed.Invoke(new() { Output = Console.Error });
        showError?.Invoke(string.Join('\n', parsed.Errors.Select(usage => usage.Message)));
        return UsageError;
    }
}
