using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App;

/// <summary>Runs commands, and reports errors that the user can fix.</summary>
internal static class CommandRunner
{
    /// <summary>
    /// Runs a command. An error that the user can fix is printed as one line and gives exit code 1. Any other exception is a fault of the
    /// program; see <see cref="FaultReport"/>.
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
            return FaultReport.Write(error);
        }
    }
}
