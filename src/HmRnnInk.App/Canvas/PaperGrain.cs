using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>A repeating texture of the grain of paper, computed once instead of for every pixel that is drawn.</summary>
internal sealed class PaperGrain : IDisposable
{
    // A power of two, so that shaders can wrap coordinates with a bit mask.
    private const int Size = 1024;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly RenderTexture _picture;
    private float _scale;

    public PaperGrain(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, shaders, "grain", vertex: "page");
        _picture = new RenderTexture(gl);
    }

    /// <summary>Binds the texture to unit 0. It is drawn again if the scale or its shader changed.</summary>
    /// <param name="scale">Pixels per window unit.</param>
    public void Bind(float scale)
    {
        if (_shader.Use() || scale != _scale) Draw(scale);
        _gl.ActiveTexture(TextureUnit.Texture0);
        _picture.BindTexture();
    }

    public void Dispose()
    {
        _shader.Dispose();
        _picture.Dispose();
    }

    private void Draw(float scale)
    {
        _scale = scale;
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        Span<int> viewport = stackalloc int[4];
        _gl.GetInteger(GetPName.Viewport, viewport);
        bool scissor = _gl.IsEnabled(EnableCap.ScissorTest);
        _gl.Disable(EnableCap.ScissorTest);
        _gl.Disable(EnableCap.Blend);
        _picture.Bind(Size, Size);
        _shader.Set("viewport", Size, Size);
        _shader.Set("up", 1f);
        _shader.Set("size", (float)Size);
        _shader.Set("ui", scale);
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, (uint)target);
        _gl.Viewport(viewport[0], viewport[1], (uint)viewport[2], (uint)viewport[3]);
        if (scissor) _gl.Enable(EnableCap.ScissorTest);
    }
}
