using System.Diagnostics;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Puts a picture on the clipboard. Window libraries take text only, so on Linux a small program does it that stays and hands the picture
/// out: wl-copy or xclip. On Windows it is the system's own clipboard.
/// </summary>
public static class PictureClipboard
{
    /// <param name="png">The picture.</param>
    /// <returns>Whether it is there; else there is nothing here that can do it.</returns>
    public static bool TryCopy(byte[] png)
    {
        if (OperatingSystem.IsWindows()) return WindowsClipboard.TryCopy(png);
        bool wayland = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        return wayland && TryRun("wl-copy", ["--type", "image/png"], png)
            || TryRun("xclip", ["-selection", "clipboard", "-t", "image/png"], png);
    }

    private static bool TryRun(string program, string[] arguments, byte[] png)
    {
        try
        {
            // Its output is closed to us: it goes on in the background for as long as the picture may be asked for.
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, UseShellExecute = false });
            if (process is null) return false;
            using (Stream input = process.StandardInput.BaseStream) input.Write(png);
            return true;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            return false; // it is not installed
        }
    }
}
