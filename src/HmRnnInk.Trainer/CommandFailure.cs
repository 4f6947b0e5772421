using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Turns what a person can mend into one clear line and exit code 1; anything else is a fault of ours and keeps its trace.</summary>
public static class CommandFailure
{
    /// <param name="command">Returns the exit code.</param>
    public static int Report(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception error) when (error is InkFormatException or ModelFileException or NonFiniteLossException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            Errors.MarkupLineInterpolated($"[red]error:[/] {error.Message}");
            return 1;
        }
    }

    /// <summary>Standard error, so that standard output carries results alone.</summary>
    public static IAnsiConsole Errors { get; } = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
}
