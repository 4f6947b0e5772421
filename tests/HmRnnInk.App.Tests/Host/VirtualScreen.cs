using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HmRnnInk.App.Tests.Host;

/// <summary>
/// An X server of this process (Xvfb) with real pointer and key events (xdotool). There is only one, because window libraries keep their
/// connection to the first display they use. It ends with its last client, so at the latest with this process.
/// </summary>
public sealed partial class VirtualScreen
{
    public const int Width = 1600, Height = 1200;

    private const nint XaResourceManager = 23, XaString = 31;

    private static VirtualScreen? _only;

    // This connection keeps the server running between two windows.
    private readonly nint _connection;

    private VirtualScreen()
    {
        // -displayfd: the server picks a free number and reports it when it accepts connections.
        Programs.StartAndReadLine(
            new ProcessStartInfo("/usr/bin/Xvfb", $"-displayfd 1 -screen 0 {Width}x{Height}x24 -nolisten tcp -terminate"),
            out string number);
        Display = ":" + number;
        _connection = XOpenDisplay(Display);

        // .NET keeps its own copy of the environment, but GLFW reads that of the C library.
        SetEnvironment("DISPLAY", Display, 1);
    }

    public string Display { get; }

    /// <summary>The only screen. Skips the test if Xvfb or xdotool is not installed.</summary>
    /// <param name="dotsPerInch">
    /// 96 is a scale of 1. Windows that are opened later read it from the resource Xft.dpi, as on desktops.
    /// </param>
    public static VirtualScreen Open(int dotsPerInch = 96)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Xvfb is for Linux");
        foreach (string program in (string[])["/usr/bin/Xvfb", "/usr/bin/xdotool"])
            Assert.SkipUnless(File.Exists(program), $"{program} is not installed (sudo apt-get install xvfb xdotool)");
        _only ??= new VirtualScreen();
        string resources = $"Xft.dpi:\t{dotsPerInch}\n";
        XChangeProperty(
            _only._connection, XDefaultRootWindow(_only._connection), XaResourceManager, XaString,
            format: 8, mode: 0, resources, resources.Length);
        XSync(_only._connection, discard: 0);
        return _only;
    }

    /// <summary>The arguments of xdotool for a zigzag on the first line of a window in the corner of the screen.</summary>
    public static string Stroke => "mousemove 200 112 mousedown 1 mousemove 220 130 mousemove 240 100 mousemove 260 125 mouseup 1";

    /// <summary>Runs xdotool and waits for its end.</summary>
    public void Do(string arguments) => Run("/usr/bin/xdotool", arguments);

    public void WriteStroke() => Do(Stroke);

    /// <summary>Writes a wave from (200, 112) to the right with the pointer, at about the speed of a hand.</summary>
    /// <returns>The points, from left to right.</returns>
    public (int X, int Y)[] WriteWave(int points)
    {
        (int X, int Y)[] path = [.. Enumerable.Range(0, points).Select(step => (200 + 4 * step, (int)(112 - 16 * Math.Sin(0.4 * step))))];
        Do($"mousemove {path[0].X} {path[0].Y} mousedown 1 "
            + string.Join(' ', path.Select(point => $"mousemove {point.X} {point.Y} sleep 0.008")) + " mouseup 1");
        return path;
    }

    /// <summary>Sets the keyboard layout. Skips the test if setxkbmap is not installed.</summary>
    /// <param name="layout">For example <c>de</c>.</param>
    public void SetKeyboardLayout(string layout)
    {
        const string Program = "/usr/bin/setxkbmap";
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed (sudo apt-get install x11-xkb-utils)");
        Run(Program, layout);
    }

    /// <summary>The content of the clipboard in a format, as another program gets it; empty if it has none.</summary>
    /// <param name="target">For example <c>image/png</c>.</param>
    public byte[] Clipboard(string target)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/xclip"), "/usr/bin/xclip is not installed (sudo apt-get install xclip)");
        return Programs.Read(new ProcessStartInfo("/usr/bin/xclip", ["-selection", "clipboard", "-o", "-t", target])
        {
            Environment = { ["DISPLAY"] = Display },
        }).Output;
    }

    /// <summary>
    /// Takes ownership of the clipboard. A program that was serving a picture then ends and no longer keeps this screen running.
    /// </summary>
    public void ClearClipboard()
    {
        XSetSelectionOwner(_connection, XInternAtom(_connection, "CLIPBOARD", 0), owner: 0, time: 0);
        XSync(_connection, discard: 0);
    }

    private void Run(string program, string arguments) =>
        Assert.Equal(0, Programs.Run(new ProcessStartInfo(program, arguments) { Environment = { ["DISPLAY"] = Display } }));

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint XOpenDisplay(string name);

    [LibraryImport("libX11.so.6")]
    internal static partial int XSetSelectionOwner(nint display, nint selection, nint owner, nint time);

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint XInternAtom(nint display, string name, int onlyIfExists);

    [LibraryImport("libX11.so.6")]
    internal static partial nint XDefaultRootWindow(nint display);

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int XChangeProperty(
        nint display, nint window, nint property, nint type, int format, int mode, string data, int length);

    [LibraryImport("libX11.so.6")]
    private static partial int XSync(nint display, int discard);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
