using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// A rectangle of pixels in a framebuffer; y is 0 in the top row and grows downwards. It is empty if its width or height is not positive.
/// </summary>
internal readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    public bool IsEmpty => Width <= 0 || Height <= 0;

    public int Right => X + Width;

    public int Bottom => Y + Height;

    public long Pixels => IsEmpty ? 0 : (long)Width * Height;

    /// <summary>All pixels that overlap an area, without a margin.</summary>
    /// <param name="scale">Pixels per unit of the area.</param>
    public static PixelBox Around(PageArea area, float scale)
    {
        if (area.IsEmpty) return default;
        int x = ToInt(MathF.Floor(area.MinX * scale)), y = ToInt(MathF.Floor(area.MinY * scale));
        return new PixelBox(x, y, ToInt(MathF.Ceiling(area.MaxX * scale)) - x, ToInt(MathF.Ceiling(area.MaxY * scale)) - y);
    }

    /// <summary>All pixels that ink in an area of the page may touch. Adds one pixel for the soft edge and one for rounding.</summary>
    public static PixelBox Of(PageArea area, in PageView view)
    {
        if (area.IsEmpty) return default;
        (float left, float top) = view.ToPixels(area.MinX, area.MinY);
        (float right, float bottom) = view.ToPixels(area.MaxX, area.MaxY);
        return Around(new PageArea(left, top, right, bottom), 1).Grown(2);
    }

    public PixelBox Grown(int by) => new(X - by, Y - by, Width + 2 * by, Height + 2 * by);

    public PixelBox Moved(int x, int y) => new(X + x, Y + y, Width, Height);

    public PixelBox Within(int width, int height) => And(new PixelBox(0, 0, width, height));

    public PixelBox And(PixelBox other)
    {
        int x = Math.Max(X, other.X), y = Math.Max(Y, other.Y);
        return new PixelBox(x, y, Math.Min(Right, other.Right) - x, Math.Min(Bottom, other.Bottom) - y);
    }

    public bool Contains(PixelBox other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>The area of the page under these pixels, with a margin for the soft edge of ink.</summary>
    public PageArea ToPage(in PageView view)
    {
        float unit = view.PixelsPerUnit;
        return new PageArea(
            (X - 1) / unit + view.OriginX, (Y - 1) / unit + view.OriginY, (Right + 1) / unit + view.OriginX,
            (Bottom + 1) / unit + view.OriginY);
    }

    /// <summary>Restricts drawing to these pixels with the scissor test.</summary>
    public void Scissor(GL gl, in PageView view)
    {
        gl.Enable(EnableCap.ScissorTest);
        gl.Scissor(X, view.TopDown ? Y : view.Height - Bottom, (uint)Math.Max(0, Width), (uint)Math.Max(0, Height));
    }

    // Even a long page at the maximum zoom is smaller than this.
    private static int ToInt(float pixels) => (int)Math.Clamp(pixels, -1e8f, 1e8f);
}
