using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Watch;

/// <summary>Draws the line once per view, in the colours of a look.</summary>
public sealed class WatchInk(GL gl, ShaderFolder shaders, FixedLine line) : IDisposable
{
    /// <summary>The width of the pen relative to the x-height, as in the main window.</summary>
    private const float PenOfXHeight = 0.11f;

    private readonly InkRenderer _ink = new(gl, shaders);
    private readonly InkGeometry _geometry = new();
    private readonly List<InkSegment> _segments = [];
    private WatchLayout? _layout;

    /// <param name="changed">Whether the look changed since the last call.</param>
    public void Draw(in PageView view, WatchLayout layout, ReadingLook look, bool changed)
    {
        if (changed || layout != _layout)
        {
            _layout = layout;
            _segments.Clear();
            for (int copy = 0; copy < look.Views; copy++) Add(layout, look, copy);
            _ink.TruncateTo(0);
            _ink.Append(CollectionsMarshal.AsSpan(_segments));
        }

        _ink.Draw(view);
    }

    public void Dispose() => _ink.Dispose();

    private void Add(WatchLayout layout, ReadingLook look, int copy)
    {
        float scale = layout.PixelsPerUnit, y = layout.Baseline(copy) - (line.Baseline * scale);
        float width = MathF.Max(1.2f, PenOfXHeight * TrainingPen.XHeight * scale);
        for (int row = 0; row < line.Rows.Length; row++)
        {
            InkPoint point = line.Points[row];
            _geometry.Append(new InkVertex(layout.InkX + (point.X * scale), y + (point.Y * scale), width, look.Ink(copy, row), 0),
                _segments);
            if (line.Rows[row].PenUp || row == line.Rows.Length - 1) _geometry.EndStroke(_segments);
        }
    }
}
