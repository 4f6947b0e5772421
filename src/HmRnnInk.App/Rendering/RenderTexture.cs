using Silk.NET.OpenGL;

namespace HmRnnInk.App.Rendering;

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
    /// <param name="x">Of the part's corner, pixels from the upper left, as all here.</param>
    /// <param name="toX">Where the corner goes.</param>
    public void CopyTo(RenderTexture other, int x, int y, int width, int height, int toX, int toY)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, other._framebuffer);
        gl.BlitFramebuffer(
            x, Height - y - height, x + width, Height - y, toX, Height - toY - height, toX + width, Height - toY,
            (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, other._framebuffer);
    }

    /// <summary>Copies a part of it, larger or smaller, to a framebuffer and leaves that one bound.</summary>
    /// <inheritdoc cref="CopyTo(RenderTexture, int, int, int, int, int, int)"/>
    public void CopyScaledTo(uint framebuffer, PageArea part, PageArea to)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, framebuffer);
        gl.BlitFramebuffer(
            (int)part.MinX, Height - (int)part.MaxY, (int)part.MaxX, Height - (int)part.MinY,
            (int)to.MinX, Height - (int)to.MaxY, (int)to.MaxX, Height - (int)to.MinY,
            (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Linear);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
    }

    /// <summary>Copies it, pixel by pixel, to a framebuffer and leaves that one bound.</summary>
    public void CopyTo(uint framebuffer)
    {
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, framebuffer);
        gl.BlitFramebuffer(
            0, 0, Width, Height, 0, 0, Width, Height, (uint)ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
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
        gl.TexImage2D(
            TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, (uint)height, 0, PixelFormat.Rgba, PixelType.UnsignedByte, null);
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
