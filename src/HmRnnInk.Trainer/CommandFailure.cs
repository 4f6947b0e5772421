using System.Runtime.InteropServices;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Turns what a person can mend, libtorch's own failures (a GPU's memory that is full) among it, into one clear line and exit code 1; anything else is a fault of ours and keeps its trace.</summary>
internal static class CommandFailure
{
    /// <param name="command">Returns the exit code.</param>
    public static int Report(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception error) when (error is InkFormatException or ModelFileException or NonFiniteLossException or InvalidDataException
            or IOException or UnauthorizedAccessException or ExternalException)
        {
            Errors.MarkupLineInterpolated($"[red]error:[/] {error.Message}");
            return 1;
        }
    }

    /// <summary>Standard error, so that standard output carries results alone.</summary>
    public static IAnsiConsole Errors { get; } = CreateErrors();

    public static void Warn(string message) => Errors.MarkupLineInterpolated($"[yellow]warning:[/] {message}");

    public static void Note(string message) => Errors.MarkupLineInterpolated($"{message}");

    private static IAnsiConsole CreateErrors()
    {
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected) console.Profile.Width = 10_000; // a message stays one line, a path whole
        return console;
    }
}
