namespace HmRnnInk.App.Host;

/// <summary>Questions and requests to GLFW that need more than a plain call. GLFW must have been started.</summary>
internal static class GlfwSystem
{
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

    /// <summary>Whether a window was asked to close and may. A request to close that is refused is withdrawn.</summary>
    /// <param name="mayClose">Returns false to refuse. Only called if the window was asked to close.</param>
    public static bool IsClosing(nint window, Func<bool>? mayClose)
    {
        if (GlfwApi.WindowShouldClose(window) != 0 && mayClose?.Invoke() == false) GlfwApi.SetWindowShouldClose(window, 0);
        return GlfwApi.WindowShouldClose(window) != 0;
    }

    /// <summary>The refresh rate of the primary monitor; 60 if it is unknown.</summary>
    public static double RefreshHertz() => PrimaryMode()?.RefreshHertz ?? 60;

    /// <summary>The video mode of the primary monitor; null if there is no monitor or its mode is unknown.</summary>
    public static unsafe (int Width, int Height, int RefreshHertz)? PrimaryMode()
    {
        nint monitor = GlfwApi.GetPrimaryMonitor();
        int* mode = monitor == 0 ? null : GlfwApi.GetVideoMode(monitor);
        return mode is null ? null : (mode[0], mode[1], mode[5]);
    }
}
