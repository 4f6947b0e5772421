namespace HmRnnInk.App.Host;

/// <summary>No window can be opened here; the message says what is missing and the command that mends it.</summary>
public sealed class WindowUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The message where the session has no display; null where it has one, or is not one of X or Wayland.</summary>
    internal static string? NoDisplay =>
        OperatingSystem.IsLinux()
        && Environment.GetEnvironmentVariable("DISPLAY") is null or ""
        && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null or ""
            ? "There is no display (DISPLAY is not set). Run it from a desktop, or on a virtual screen: sudo apt-get install xvfb, then put xvfb-run -a in front of the command"
            : null;
}
