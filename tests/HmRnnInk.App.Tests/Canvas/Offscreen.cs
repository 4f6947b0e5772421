using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>A context without a display, and a picture to draw to. Skips the test if EGL has no context. Use it on one thread.</summary>
internal sealed class Offscreen : IDisposable
{
    private readonly OffscreenContext _context;
    private readonly RenderTexture _target;

    public Offscreen(int width, int height)
    {
        OffscreenContext? context = OffscreenContext.TryOpen(out string reason);
        Assert.SkipWhen(context is null, reason);
        _context = context;
        (Width, Height) = (width, height);
        Shaders = ShaderFolder.At(Path.Combine(AppContext.BaseDirectory, "shaders"));
        _target = new RenderTexture(Gl);
        _target.Bind(width, height);
    }

    public GL Gl => _context.Gl;

    public ShaderFolder Shaders { get; }

    public int Width { get; }

    public int Height { get; }

    public PageView View(float scale = 1, float zoom = 1) => new(0, 0, zoom, scale, Width, Height);

    public void Clear(byte red, byte green, byte blue)
    {
        Gl.ClearColor(red / 255f, green / 255f, blue / 255f, 1);
        Gl.Clear(ClearBufferMask.ColorBufferBit);
    }

    public Screenshot Take()
    {
        Assert.Equal(GLEnum.NoError, Gl.GetError());
        return Screenshot.Take(Gl, Width, Height);
    }

    public void Dispose()
    {
        _target.Dispose();
        _context.Dispose();
    }
}
