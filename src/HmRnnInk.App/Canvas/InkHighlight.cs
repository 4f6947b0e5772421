using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Highlights a piece of ink: draws a broad marker under it, and the ink again on top.</summary>
internal sealed class InkHighlight(GL gl, ShaderFolder shaders) : IDisposable
{
    /// <summary>The width of the marker relative to that of the ink.</summary>
    private const float MarkerWidthFactor = 5;

    private readonly InkRenderer _ink = new(gl, shaders);
    private readonly List<Capsule> _capsules = [];

    /// <param name="capsules">The ink as it is drawn on the page.</param>
    public void Draw(in PageView view, ReadOnlySpan<Capsule> capsules, Palette palette)
    {
        _capsules.Clear();
        foreach (Capsule capsule in capsules)
            _capsules.Add(capsule with { Width = MarkerWidthFactor * capsule.Width, Colour = palette.Marker });
        _ink.TruncateTo(0);
        _ink.Append(CollectionsMarshal.AsSpan(_capsules));
        _ink.Append(capsules);
        _ink.Draw(view, 0, capsules.Length, palette.MarkerBlend);
        _ink.Draw(view, capsules.Length, _ink.Count);
    }

    public void Dispose() => _ink.Dispose();
}
