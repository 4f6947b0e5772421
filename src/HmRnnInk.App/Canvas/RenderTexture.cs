using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>A picture on the GPU that can be drawn to, with 8 bits per RGBA channel.</summary>
internal sealed unsafe class RenderTexture(GL gl) : IDisposable
{
    private readonly uint _framebuffer = gl.GenFramebuffer();
    private uint _texture;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Makes this the target of drawing and sets the viewport. After a change of size the content is undefined.</summary>
    /// <exception cref="InvalidOperationException">The driver does not support the size.</exception>
    public void Bind(int width, int height)
    {
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        if (width != Width || height != Height) Allocate(width, height);
        gl.Viewport(0, 0, (uint)width, (uint)height);
    }

    /// <summary>Binds the texture to the active texture unit.</summary>
    public void BindTexture() => gl.BindTexture(TextureTarget.Texture2D, _texture);

    /// <summary>Copies a part to another place in a texture of the same size, and makes that texture the target of drawing.</summary>
    /// <param name="part">The part to copy, pixels. Rows are counted as in OpenGL.</param>
    /// <param name="toX">X of the first pixel in the other texture.</param>
    public void CopyTo(RenderTexture other, PixelBox part, int toX, int toY) =>
        Copy(part, other._framebuffer, toX, toY, toX + part.Width, toY + part.Height, BlitFramebufferFilter.Nearest);

    /// <summary>Copies a part to a framebuffer of the same size, scaled and flipped vertically, and binds that framebuffer.</summary>
    /// <param name="part">The part to copy. Its first row becomes the top row.</param>
    /// <param name="to">The target, with row 0 at the top.</param>
    public void CopyScaledTo(uint framebuffer, PixelBox part, PixelBox to) =>
        Copy(part, framebuffer, to.X, Height - to.Y, to.Right, Height - to.Bottom, BlitFramebufferFilter.Linear);

    /// <summary>
    /// Copies the picture to a framebuffer, flipped vertically, and binds that framebuffer. The first row becomes the top row.
    /// </summary>
    public void CopyTo(uint framebuffer) =>
        Copy(new PixelBox(0, 0, Width, Height), framebuffer, 0, Height, Width, 0, BlitFramebufferFilter.Nearest);

    public void Dispose()
    {
        gl.DeleteFramebuffer(_framebuffer);
        gl.DeleteTexture(_texture);
    }

    private void Copy(PixelBox part, uint framebuffer, int x0, int y0, int x1, int y1, BlitFramebufferFilter filter)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, framebuffer);
        gl.BlitFramebuffer(part.X, part.Y, part.Right, part.Bottom, x0, y0, x1, y1, (uint)ClearBufferMask.ColorBufferBit, filter);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
    }

    private void Allocate(int width, int height)
    {
        gl.DeleteTexture(_texture);
        _texture = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        // With this format, the software drivers of Mesa use the memory layout of a window. So the copy to the window takes 0.2 ms at
        // 1280×800. With Rgba8 every pixel is converted, which takes 5.6 ms.
        gl.TexImage2D(
            TextureTarget.Texture2D, 0, InternalFormat.Rgba, (uint)width, (uint)height, 0, PixelFormat.Bgra, PixelType.UnsignedByte, null);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
        gl.FramebufferTexture2D(
            FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _texture, 0);
        GLEnum status = gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
            throw new InvalidOperationException($"The driver cannot draw to a texture of {width}×{height} pixels: {status}.");
        (Width, Height) = (width, height);
    }
}
