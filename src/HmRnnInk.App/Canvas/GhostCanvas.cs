using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws the ghosts from their own buffer, so that a change of the ghosts does not redraw the page.</summary>
internal sealed class GhostCanvas(GL gl, ShaderFolder shaders) : IDisposable
{
    private readonly InkRenderer _ink = new(gl, shaders);

    public void Replace(ReadOnlySpan<Capsule> capsules)
    {
        _ink.TruncateTo(0);
        _ink.Append(capsules);
    }

    public void Draw(in PageView view) => _ink.Draw(view);

    public void Dispose() => _ink.Dispose();
}
