using System.Globalization;
using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App;

/// <summary>Runs commands, and reports errors that the user can fix.</summary>
internal static class CommandRunner
{
    /// <summary>The exit code after a fault of the program, EX_SOFTWARE of sysexits.h.</summary>
    private const int FaultExitCode = 70;

    /// <summary>
    /// Runs a command. An error that the user can fix is printed as one line and gives exit code 1. Any other exception is a fault of the
    /// program, an exception that no code expects: its details go to a file.
    /// </summary>
    /// <param name="command">Returns the exit code.</param>
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception error) when (error is InkFormatException or ModelFileException or WindowUnavailableException
            or EngineUnavailableException or ShaderException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            WindowsConsole.ShowError(error.Message);
            return 1;
        }
        catch (Exception error)
        {
            return ReportFault(error);
        }
    }

    /// <summary>Also reports exceptions on threads that <see cref="ProgramFault"/> does not guard.</summary>
    public static void CatchAll() =>
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(ReportFault((Exception)unhandled.ExceptionObject));

    /// <summary>Writes the details to a file, and a message to the standard error output or into a message box.</summary>
    /// <returns>The exit code.</returns>
    private static int ReportFault(Exception error)
    {
        string details = $"{TimeProvider.System.GetLocalNow():O}\n{Environment.CommandLine}\n{error}\n";
        string message = $"HmRnnInk has ended because of a fault of the program: {error.Message}\n"
            + "If the page was autosaved, at most the last second of ink is lost. The next start offers to recover the page, or it is in "
            + "the menu of pages.\n"
            + (TryWrite(details) is { } path ? $"Please report it with the details in '{path}'." : details);
        Console.Error.WriteLine(message);
        WindowsConsole.ShowError(message);
        return FaultExitCode;
    }

    private static string? TryWrite(string details)
    {
        try
        {
            string name = $"hmrnnink-fault-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-";
            string path = Path.Combine(Path.GetTempPath(), name + $"{Environment.ProcessId}.txt");
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            file.Write(details);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
