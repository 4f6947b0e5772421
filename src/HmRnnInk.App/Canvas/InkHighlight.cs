using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Highlights a piece of ink: draws a broad marker under it, and the ink again on top.</summary>
internal sealed class InkHighlight(GL gl, ShaderFolder shaders) : IDisposable
{
    private const float MarkerWidths = 5;

    private readonly InkRenderer _ink = new(gl, shaders);
    private readonly List<InkSegment> _segments = [];

    /// <param name="segments">The ink as it is drawn on the page.</param>
    public void Draw(in PageView view, ReadOnlySpan<InkSegment> segments, Palette palette)
    {
        _segments.Clear();
        foreach (InkSegment segment in segments)
            _segments.Add(segment with { Width = MarkerWidths * segment.Width, Colour = palette.Marker });
        _ink.TruncateTo(0);
        _ink.Append(CollectionsMarshal.AsSpan(_segments));
        _ink.Append(segments);
        _ink.Draw(view, 0, segments.Length, palette.MarkerBlend);
        _ink.Draw(view, segments.Length, _ink.Count);
    }

    public void Dispose() => _ink.Dispose();
}
