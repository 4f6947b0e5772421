using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>
/// An OpenGL context without a display, and a picture to draw to. Skips the test if EGL has no context. Use it on one thread.
/// </summary>
internal sealed class Offscreen : IDisposable
{
    private readonly OffscreenContext _context;
    private readonly RenderTexture _target;

    public Offscreen(int width, int height)
    {
        _context = OffscreenContext.Open();
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

    /// <param name="colour">0xRRGGBBAA; alpha is ignored.</param>
    public void Clear(uint colour) => Clear((byte)(colour >> 24), (byte)(colour >> 16), (byte)(colour >> 8));

    /// <param name="colour">0xRRGGBBAA.</param>
    /// <returns>The colour as a pixel of a screenshot has it.</returns>
    public static SKColor Pixel(uint colour) => new((byte)(colour >> 24), (byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);

    /// <summary>Draws panels over a background.</summary>
    public Screenshot Draw(uint background, Action<UiRenderer> draw, float scale = 1)
    {
        using var ui = new UiRenderer(Gl, Shaders);
        Clear(background);
        ui.Begin(View(scale));
        draw(ui);
        ui.End();
        return Take();
    }

    /// <summary>Draws the desk and the sheet.</summary>
    public Screenshot Draw(PageLayout layout, Palette palette, float scale = 1)
    {
        using var page = new PageRenderer(Gl, Shaders);
        PageArea paper = layout.PaperIn(View(scale));
        page.DrawDesk(View(scale), layout, palette, paper);
        page.DrawSheet(View(scale), layout, palette, paper);
        return Take();
    }

    /// <summary>Asserts that drawing a frame allocates nothing.</summary>
    /// <param name="draw">Draws the frame with this number.</param>
    public void AssertFramesAllocateNothing(Action<UiRenderer, int> draw)
    {
        const int Warm = 180, Frames = 100;
        using var ui = new UiRenderer(Gl, Shaders);
        PageView view = View();
        long before = 0;
        for (int frame = 0; frame < Warm + Frames; frame++)
        {
            // The first frames fill the glyph atlas and are still being compiled.
            if (frame == Warm) before = GC.GetAllocatedBytesForCurrentThread();
            ui.Begin(view);
            draw(ui, frame);
            ui.End();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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
