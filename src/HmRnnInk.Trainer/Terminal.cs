using System.Runtime.InteropServices;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Runs commands, and writes their messages to standard error, so that standard output has only results.</summary>
internal static class Terminal
{
    /// <summary>
    /// Runs a command. An error that the user can fix, including libtorch's own errors such as a full GPU memory, is printed as one line
    /// and gives exit code 1. Any other exception is a bug and keeps its stack trace.
    /// </summary>
    /// <param name="command">Returns the exit code.</param>
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception error) when (error is InkFormatException or ModelFileException or DivergedException or InvalidDataException
            or IOException or UnauthorizedAccessException or ExternalException)
        {
            Errors.MarkupLineInterpolated($"[red]error:[/] {error.Message}");
            return 1;
        }
    }

    public static IAnsiConsole Errors { get; } = CreateErrors();

    public static void Warn(string message) => Errors.MarkupLineInterpolated($"[yellow]warning:[/] {message}");

    public static void Note(string message) => Errors.MarkupLineInterpolated($"{message}");

    private static IAnsiConsole CreateErrors()
    {
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected) console.Profile.Width = 10_000; // do not wrap messages in log files
        return console;
    }
}
