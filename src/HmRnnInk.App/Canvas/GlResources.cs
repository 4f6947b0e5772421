using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Owns the OpenGL resources of the window of a page.</summary>
internal sealed class GlResources : IDisposable
{
    private readonly ShaderFolder _shaders = ShaderFolder.Open();

    public GlResources(GL gl)
    {
        Gl = gl;
        Canvas = new PageCanvas(gl, _shaders);
        Ui = new UiRenderer(gl, _shaders);
    }

    public GL Gl { get; }

    public PageCanvas Canvas { get; }

    public UiRenderer Ui { get; }

    public void Dispose()
    {
        Canvas.Dispose();
        Ui.Dispose();
        _shaders.Dispose();
    }
}
