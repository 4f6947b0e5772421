using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// The output of a program that Windows starts without a console of its own. If it was started from a console, it writes there. If it was
/// started from the desktop, it shows errors in a message box.
/// </summary>
internal static partial class WindowsConsole
{
    // Values from winbase.h and winuser.h.
    private const int OutputHandle = -11, ErrorHandle = -12, ParentProcess = -1;
    private const uint ErrorIcon = 0x10;

    private static bool _hasConsole = true;

    /// <summary>Attaches to the console that the program was started from. Call it before anything is written.</summary>
    public static void Attach()
    {
        if (!OperatingSystem.IsWindows()) return;
        nint output = GetStdHandle(OutputHandle), error = GetStdHandle(ErrorHandle);
        bool attached = AttachConsole(ParentProcess) != 0;
        // Output that was redirected to a file or a pipe stays there.
        if (IsOpen(output)) SetStdHandle(OutputHandle, output);
        if (IsOpen(error)) SetStdHandle(ErrorHandle, error);
        _hasConsole = attached || IsOpen(error);
    }

    /// <summary>Shows an error in a message box and waits until it is closed. Does nothing where written errors can be seen.</summary>
    public static void ShowError(string message)
    {
        if (!_hasConsole) MessageBox(0, message, "HmRnnInk", ErrorIcon);
    }

    private static bool IsOpen(nint handle) => handle is not (0 or -1);

    [LibraryImport("kernel32.dll")]
    private static partial int AttachConsole(int process);

    [LibraryImport("kernel32.dll")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32.dll")]
    private static partial int SetStdHandle(int which, nint handle);

    [LibraryImport("user32.dll", EntryPoint = "MessageBoxW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int MessageBox(nint owner, string text, string caption, uint type);
}
