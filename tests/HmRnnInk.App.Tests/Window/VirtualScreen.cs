using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HmRnnInk.App.Tests.Window;

/// <summary>An X server of its own (Xvfb) with real pointer and key events (xdotool). Skips the test where one is not installed.</summary>
public sealed partial class VirtualScreen : IDisposable
{
    private readonly Process _server;

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="dotsPerInch">96 is a scale of 1; told to clients as desktops tell it, in the resource Xft.dpi.</param>
    public VirtualScreen(int width, int height, int dotsPerInch = 96)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Xvfb is for Linux");
        foreach (string program in (string[])["/usr/bin/Xvfb", "/usr/bin/xdotool"])
            Assert.SkipUnless(File.Exists(program), $"{program} is not installed (sudo apt-get install xvfb xdotool)");

        // -displayfd: the server picks a free number and says so when it takes connections.
        _server = Process.Start(new ProcessStartInfo("/usr/bin/Xvfb",
            $"-displayfd 1 -screen 0 {width}x{height}x24 -noreset -nolisten tcp")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string number = _server.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"Xvfb did not start: {_server.StandardError.ReadToEnd()}");
        Display = ":" + number;

        // .NET keeps its own copy of the environment; GLFW reads the C library's.
        SetEnvironment("DISPLAY", Display, 1);
        SetResources($"Xft.dpi:\t{dotsPerInch}\n");
    }

    public string Display { get; }

    /// <summary>Runs xdotool to its end.</summary>
    public void Do(string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/xdotool", arguments) { Environment = { ["DISPLAY"] = Display } })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        SetEnvironment("DISPLAY", "", 1);
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private void SetResources(string resources)
    {
        const nint XaResourceManager = 23, XaString = 31;
        nint display = XOpenDisplay(Display);
        XChangeProperty(
            display, XDefaultRootWindow(display), XaResourceManager, XaString, format: 8, mode: 0, resources, resources.Length);
        XCloseDisplay(display);
    }

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint XOpenDisplay(string name);

    [LibraryImport("libX11.so.6")]
    private static partial nint XDefaultRootWindow(nint display);

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int XChangeProperty(
        nint display, nint window, nint property, nint type, int format, int mode, string data, int length);

    [LibraryImport("libX11.so.6")]
    private static partial int XCloseDisplay(nint display);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
