namespace HmRnnInk.App.Host;

/// <summary>Questions and requests to GLFW that need more than a plain call. GLFW must have been started.</summary>
internal static class GlfwSystem
{
    /// <summary>Whether windows are X11 windows.</summary>
    public static bool UsesX11()
    {
        try
        {
            return GlfwApi.GetX11Display() != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    public static unsafe void SetIcon(nint window)
    {
        (int width, int height, byte[] pixels) = WindowIcon.Read();
        fixed (byte* first = pixels)
        {
            var image = new GlfwApi.Image { Width = width, Height = height, Pixels = first };
            GlfwApi.SetWindowIcon(window, 1, &image);
        }
    }

    /// <summary>Whether a window closes: it was asked to, and nothing prevents it.</summary>
    public static bool IsClosing(nint window, Func<bool>? mayClose)
    {
        if (GlfwApi.WindowShouldClose(window) != 0 && mayClose?.Invoke() == false) GlfwApi.SetWindowShouldClose(window, 0);
        return GlfwApi.WindowShouldClose(window) != 0;
    }

    /// <summary>The refresh rate of the primary monitor; 60 if it is unknown.</summary>
    public static unsafe double RefreshHertz()
    {
        nint monitor = GlfwApi.GetPrimaryMonitor();
        int* mode = monitor == 0 ? null : GlfwApi.GetVideoMode(monitor);
        return mode is null ? 60 : mode[5];
    }
}
