namespace HmRnnInk.App.Host;

/// <summary>Switches a window of GLFW between full screen on the primary monitor and its previous place.</summary>
internal sealed class GlfwFullScreen
{
    private (int X, int Y, int Width, int Height)? _before;

    public void Toggle(nint window)
    {
        if (_before is var (x, y, width, height))
        {
            GlfwApi.SetWindowMonitor(window, 0, x, y, width, height, GlfwApi.DontCare);
            _before = null;
            return;
        }

        if (GlfwSystem.PrimaryMode() is not { } mode) return;
        GlfwApi.GetWindowPosition(window, out x, out y);
        GlfwApi.GetWindowSize(window, out width, out height);
        _before = (x, y, width, height);
        GlfwApi.SetWindowMonitor(window, GlfwApi.GetPrimaryMonitor(), 0, 0, mode.Width, mode.Height, mode.RefreshHertz);
    }
}
