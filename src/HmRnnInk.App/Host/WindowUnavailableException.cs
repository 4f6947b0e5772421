namespace HmRnnInk.App.Host;

/// <summary>No window can be opened on this machine. The message says what is missing and which command fixes it.</summary>
internal sealed class WindowUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do if GLFW, the window library, does not load.</summary>
    internal static string LibraryHint => OperatingSystem.IsWindows()
        ? "If glfw3.dll cannot be loaded, install the Visual C++ runtime, which it needs: https://aka.ms/vs/17/release/vc_redist.x64.exe"
        : "If GLFW is missing: its library belongs beside the program, so extract the whole archive or build the app again";

    /// <summary>The message for a session without a display; null if there is one, or if the system uses neither X nor Wayland.</summary>
    internal static string? NoDisplay =>
        OperatingSystem.IsLinux()
        && Environment.GetEnvironmentVariable("DISPLAY") is null or ""
        && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null or ""
            ? "There is no display (DISPLAY is not set). Run the program from a desktop. Or use a virtual screen: "
                + "sudo apt-get install xvfb, then put xvfb-run -a in front of the command"
            : null;
}
