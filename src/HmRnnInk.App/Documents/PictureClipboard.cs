using System.Diagnostics;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Puts a picture on the clipboard. Window libraries take text only, so on Linux a small program does it that stays and hands the picture
/// out: wl-copy or xclip. On Windows it is the system's own clipboard.
/// </summary>
public static class PictureClipboard
{
    /// <summary>For a program that is there but cannot have the clipboard. It ends when it has the picture, and what it leaves behind stays.</summary>
    private const int PatienceMilliseconds = 2000;

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
            // It goes on in the background for as long as the picture may be asked for: with our output it would hold open whatever that
            // goes into, long after this program has ended.
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            if (process is null) return false;
            using (Stream input = process.StandardInput.BaseStream) input.Write(png);
            return process.WaitForExit(PatienceMilliseconds) && process.ExitCode == 0;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            return false; // it is not installed, or has no display
        }
    }
}
