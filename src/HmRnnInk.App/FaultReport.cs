using System.Globalization;
using HmRnnInk.App.Background;
using HmRnnInk.App.Host;

namespace HmRnnInk.App;

/// <summary>Reports a fault of the program: an exception that no code expects.</summary>
internal static class FaultReport
{
    /// <summary>The exit code after a fault, EX_SOFTWARE of sysexits.h.</summary>
    public const int ExitCode = 70;

    /// <summary>Writes the details to a file, and a message to the standard error output or into a message box.</summary>
    /// <returns><see cref="ExitCode"/>.</returns>
    public static int Write(Exception error)
    {
        string details = $"{TimeProvider.System.GetLocalNow():O}\n{Environment.CommandLine}\n{error}\n";
        string message = $"HmRnnInk has ended because of a fault of the program: {error.Message}\n"
            + "If the page was autosaved, at most the last second of ink is lost. The next start offers to recover the page, or it is in "
            + "the menu of pages.\n"
            + (TryWrite(details) is { } path ? $"Please report it with the details in '{path}'." : details);
        Console.Error.WriteLine(message);
        WindowsConsole.ShowError(message);
        return ExitCode;
    }

    /// <summary>Also reports exceptions on threads that <see cref="ProgramFault"/> does not guard.</summary>
    public static void CatchAll() =>
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(Write((Exception)unhandled.ExceptionObject));

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
