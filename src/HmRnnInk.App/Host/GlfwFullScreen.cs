namespace HmRnnInk.App.Host;

/// <summary>Switches a window of GLFW between full screen on the primary monitor and its previous place.</summary>
internal sealed class GlfwFullScreen
{
    private (int X, int Y, int Width, int Height)? _before;

    public unsafe void Toggle(nint window)
    {
        if (_before is var (x, y, width, height))
        {
            GlfwApi.SetWindowMonitor(window, 0, x, y, width, height, GlfwApi.DontCare);
            _before = null;
            return;
        }

        nint monitor = GlfwApi.GetPrimaryMonitor();
        int* mode = monitor == 0 ? null : GlfwApi.GetVideoMode(monitor);
        if (mode is null) return;
        GlfwApi.GetWindowPosition(window, out x, out y);
        GlfwApi.GetWindowSize(window, out width, out height);
        _before = (x, y, width, height);
        // The video mode begins with the width and the height.
        GlfwApi.SetWindowMonitor(window, monitor, 0, 0, mode[0], mode[1], mode[5]);
    }
}
