namespace HmRnnInk.App.Host;

/// <summary>Opens the window that this build was made for (the MSBuild property <c>WindowBackend</c>).</summary>
public static class InkWindows
{
    /// <summary>The least size a person may give the window, in pen units.</summary>
    public const int MinimumWidth = 640, MinimumHeight = 400;

    /// <param name="width">In pen units.</param>
    /// <param name="height">In pen units.</param>
    /// <param name="title">Of the title bar.</param>
    /// <exception cref="WindowUnavailableException">No window library, no display, or no OpenGL 3.3.</exception>
    public static IInkWindow Open(int width, int height, string title) =>
#if WINDOW_SILK
        new SilkWindow(width, height, title);
#else
        new GlfwWindow(width, height, title);
#endif
}
