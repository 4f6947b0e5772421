using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Faint ink over the page, in a buffer of its own: it comes and goes without the page being drawn again.</summary>
public sealed class GhostCanvas(GL gl, ShaderFolder shaders) : IDisposable
{
    private readonly InkRenderer _ink = new(gl, shaders);

    /// <summary>Takes over ink that is another than before.</summary>
    public void Replace(ReadOnlySpan<InkSegment> segments)
    {
        _ink.TruncateTo(0);
        _ink.Append(segments);
    }

    public void Draw(in PageView view) => _ink.Draw(view);

    public void Dispose() => _ink.Dispose();
}
