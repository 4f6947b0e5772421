namespace HmRnnInk.App.Host;

/// <summary>Opens the window type that this build contains (the MSBuild property <c>WindowBackend</c>).</summary>
internal static class InkWindows
{
    /// <summary>The minimum size of the window, window units.</summary>
    public const int MinimumWidth = 640, MinimumHeight = 400;

    /// <exception cref="WindowUnavailableException">No window library, no display, or no OpenGL 3.3.</exception>
    public static IInkWindow Open(int width, int height, string title) =>
#if WINDOW_SILK
        new SilkWindow(width, height, title);
#else
        new GlfwWindow(width, height, title);
#endif

    /// <param name="pixels">The size of a window's framebuffer.</param>
    /// <param name="scale">Pixels in one window unit.</param>
    /// <returns>See <see cref="IInkWindow.Size"/>.</returns>
    public static (int Width, int Height) SizeInUnits((int Width, int Height) pixels, float scale) =>
        ((int)MathF.Ceiling(pixels.Width / scale - 0.01f), (int)MathF.Ceiling(pixels.Height / scale - 0.01f));
}
