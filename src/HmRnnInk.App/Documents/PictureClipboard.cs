using System.Diagnostics;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Copies an image to the clipboard. The window libraries support only text, so on Linux this runs wl-copy or xclip, which stay in the
/// background and provide the image. On Windows this uses the clipboard of the system.
/// </summary>
internal static class PictureClipboard
{
    /// <summary>
    /// How long to wait for the program. It normally exits at once and leaves a background process behind. A program that takes longer, or
    /// does not read the image, is ended.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Copies an image. This may take seconds, so no frame must wait for it.</summary>
    /// <returns>False if nothing was copied, for example because no program for the clipboard is installed.</returns>
    public static bool TryCopy(byte[] png)
    {
        if (OperatingSystem.IsWindows()) return WindowsClipboard.TryCopy(png);
        bool wayland = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        return wayland && TryRun("wl-copy", ["--type", "image/png"], png)
            || TryRun("xclip", ["-selection", "clipboard", "-t", "image/png"], png);
    }

    private static bool TryRun(string name, string[] arguments, byte[] png)
    {
        if (ProgramSearch.Find(name, Environment.GetEnvironmentVariable("PATH")) is not { } program) return false;
        try
        {
            // The background process would inherit our output and keep it open long after this program has ended. So its output is
            // redirected.
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            if (process is null) return false;
            using var patience = new Timer(_ => TryEnd(process), null, Patience, Timeout.InfiniteTimeSpan);
            using (Stream input = process.StandardInput.BaseStream) input.Write(png);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            return false; // the program cannot run, has not read the image, or there is no display
        }
    }

    private static void TryEnd(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended meanwhile.
        }
    }
}
