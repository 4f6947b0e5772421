using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>A picture on the GPU that can be drawn into, RGBA of 8 bits.</summary>
public sealed unsafe class RenderTexture(GL gl) : IDisposable
{
    private readonly uint _framebuffer = gl.GenFramebuffer();
    private uint _texture;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Makes it what is drawn into, viewport included; of another size than before it is new and its content undefined.</summary>
    /// <exception cref="InvalidOperationException">The driver does not take that size.</exception>
    public void Bind(int width, int height)
    {
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        if (width != Width || height != Height) Allocate(width, height);
        gl.Viewport(0, 0, (uint)width, (uint)height);
    }

    /// <summary>Makes it the texture of the unit that is active.</summary>
    public void BindTexture() => gl.BindTexture(TextureTarget.Texture2D, _texture);

    /// <summary>Copies a part of it, moved, into another of the same size, which is bound then.</summary>
    /// <param name="x">Of the part's corner, pixels; OpenGL's first row is 0, as all here.</param>
    /// <param name="toX">Where the corner goes.</param>
    public void CopyTo(RenderTexture other, int x, int y, int width, int height, int toX, int toY)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, other._framebuffer);
        gl.BlitFramebuffer(
            x, y, x + width, y + height, toX, toY, toX + width, toY + height, (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, other._framebuffer);
    }

    /// <summary>Copies a part of it, turned over, larger or smaller, to a framebuffer of the same size and leaves that one bound.</summary>
    /// <param name="part">Pixels; its first row is the uppermost afterwards.</param>
    /// <param name="to">Pixels from the upper edge.</param>
    public void CopyScaledTo(uint framebuffer, PixelBox part, PixelBox to)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, framebuffer);
        gl.BlitFramebuffer(
            part.X, part.Y, part.Right, part.Bottom, to.X, Height - to.Y, to.Right, Height - to.Bottom,
            (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Linear);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
    }

    /// <summary>Copies it, pixel by pixel and turned over, to a framebuffer and leaves that one bound: its first row is the uppermost afterwards.</summary>
    public void CopyTo(uint framebuffer)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, framebuffer);
        gl.BlitFramebuffer(
            0, 0, Width, Height, 0, Height, Width, 0, (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
    }

    public void Dispose()
    {
        gl.DeleteFramebuffer(_framebuffer);
        gl.DeleteTexture(_texture);
    }

    private void Allocate(int width, int height)
    {
        gl.DeleteTexture(_texture);
        _texture = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        // In this way of asking Mesa's software drivers lay it out as a window is laid out, so that showing it is a copy of memory (0.2 ms at
        // 1280×800) and not a conversion of every pixel (5.6 ms, as with Rgba8 whatever else is said).
        gl.TexImage2D(
            TextureTarget.Texture2D, 0, InternalFormat.Rgba, (uint)width, (uint)height, 0, PixelFormat.Bgra, PixelType.UnsignedByte, null);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
        gl.FramebufferTexture2D(
            FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _texture, 0);
        GLEnum status = gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
            throw new InvalidOperationException($"The driver refuses a picture of {width}×{height} pixels to draw into: {status}.");
        (Width, Height) = (width, height);
    }
}
