namespace HmRnnInk.App.Page;

/// <summary>The mapping from page units to pixels: pixel = (page − origin) · zoom · scale, y downwards.</summary>
/// <param name="OriginX">The page coordinate at the window's left edge.</param>
/// <param name="OriginY">The page coordinate at the window's upper edge.</param>
/// <param name="Zoom">Window units in one page unit. The window's size and the pointer are in window units.</param>
/// <param name="Scale">Pixels in one window unit.</param>
/// <param name="Width">The width of the framebuffer, pixels.</param>
/// <param name="Height">The height of the framebuffer, pixels.</param>
/// <param name="TopDown">
/// Whether the first row of the framebuffer in OpenGL is the top row. Normally it is the bottom row. A window's memory begins with the top
/// row, so only an image in the same order can be shown without flipping it.
/// </param>
internal readonly record struct PageView(
    float OriginX, float OriginY, float Zoom, float Scale, int Width, int Height, bool TopDown = false)
{
    public float PixelsPerUnit => Zoom * Scale;

    /// <summary>The origin in whole pixels: how far the page has moved to the left and upwards.</summary>
    public (int X, int Y) Shift => ((int)MathF.Round(OriginX * PixelsPerUnit), (int)MathF.Round(OriginY * PixelsPerUnit));

    /// <summary>The page at zoom 1 with its origin in the upper left corner of the window.</summary>
    /// <param name="scale">See <see cref="Scale"/>.</param>
    /// <param name="framebuffer">The size of the framebuffer, pixels.</param>
    public static PageView Unscrolled(float scale, (int Width, int Height) framebuffer) =>
        new(0, 0, 1, scale, framebuffer.Width, framebuffer.Height);

    /// <returns>A position in window units, converted to page units.</returns>
    public (float X, float Y) ToPage(float x, float y) => (x / Zoom + OriginX, y / Zoom + OriginY);

    /// <returns>A position in page units, converted to window units.</returns>
    public (float X, float Y) ToWindow(float x, float y) => ((x - OriginX) * Zoom, (y - OriginY) * Zoom);

    /// <returns>A position in page units, converted to pixels.</returns>
    public (float X, float Y) ToPixels(float x, float y) => ((x - OriginX) * PixelsPerUnit, (y - OriginY) * PixelsPerUnit);
}
