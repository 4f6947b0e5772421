namespace HmRnnInk.App.Host;

/// <summary>No window can be opened on this machine. The message says what is missing and which command fixes it.</summary>
public sealed class WindowUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The message for a session without a display; null if there is one, or if the system uses neither X nor Wayland.</summary>
    internal static string? NoDisplay =>
        OperatingSystem.IsLinux()
        && Environment.GetEnvironmentVariable("DISPLAY") is null or ""
        && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null or ""
            ? "There is no display (DISPLAY is not set). Run the program from a desktop. Or use a virtual screen: "
                + "sudo apt-get install xvfb, then put xvfb-run -a in front of the command"
            : null;
}
