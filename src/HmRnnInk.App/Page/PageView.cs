namespace HmRnnInk.App.Page;

/// <summary>How page units come to pixels: pixel = (page − origin) · zoom · scale, y downwards.</summary>
/// <param name="OriginX">The page unit at the window's left edge.</param>
/// <param name="OriginY">The page unit at the window's top edge.</param>
/// <param name="Zoom">Pen units, which the window's size and pointer are in, in a page unit; 1 is plain.</param>
/// <param name="Scale">Pixels in a pen unit.</param>
/// <param name="Width">Of the framebuffer, in pixels.</param>
/// <param name="Height">Of the framebuffer, in pixels.</param>
/// <param name="TopDown">
/// Whether OpenGL's first row of the framebuffer is the uppermost. Of what is drawn otherwise it is the lowest; but in memory a window's
/// first row is the uppermost, and only a picture that lies there as the window does is shown without turning every pixel over.
/// </param>
public readonly record struct PageView(
    float OriginX, float OriginY, float Zoom, float Scale, int Width, int Height, bool TopDown = false)
{
    public float PixelsPerUnit => Zoom * Scale;

    /// <summary>The origin in whole pixels: by this much all of the page has moved to the left and up.</summary>
    public (int X, int Y) Shift => ((int)MathF.Round(OriginX * PixelsPerUnit), (int)MathF.Round(OriginY * PixelsPerUnit));

    /// <summary>The page as large as it is, its origin in the window's corner.</summary>
    /// <param name="scale">As <see cref="Scale"/>.</param>
    /// <param name="framebuffer">Pixels.</param>
    public static PageView Whole(float scale, (int Width, int Height) framebuffer) => new(0, 0, 1, scale, framebuffer.Width, framebuffer.Height);

    /// <returns>Page units, of a place in pen units.</returns>
    public (float X, float Y) ToPage(float x, float y) => (x / Zoom + OriginX, y / Zoom + OriginY);

    /// <returns>Pen units, of a place in page units.</returns>
    public (float X, float Y) ToWindow(float x, float y) => ((x - OriginX) * Zoom, (y - OriginY) * Zoom);

    /// <returns>Pixels, of a place in page units.</returns>
    public (float X, float Y) ToPixels(float x, float y) => ((x - OriginX) * PixelsPerUnit, (y - OriginY) * PixelsPerUnit);
}
