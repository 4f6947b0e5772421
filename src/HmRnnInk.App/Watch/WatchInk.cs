using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Watch;

/// <summary>Draws the line once per view, in the colours of a look, and below it what the model writes.</summary>
internal sealed class WatchInk(GL gl, ShaderFolder shaders, FixedLine line) : IDisposable
{
    private readonly InkRenderer _ink = new(gl, shaders);
    private readonly InkGeometry _geometry = new();
    private readonly List<Capsule> _capsules = [];
    private WatchLayout? _layout;
    private PenOffset[]? _written;
    private uint _colour;

    /// <param name="colour">The colour of what the model writes; 0xRRGGBBAA.</param>
    /// <param name="changed">Whether the look changed since the last call.</param>
    public void Draw(in PageView view, WatchLayout layout, ReadingLook look, PenOffset[] written, uint colour, bool changed)
    {
        if (changed || layout != _layout || !ReferenceEquals(written, _written) || colour != _colour)
        {
            (_layout, _written, _colour) = (layout, written, colour);
            _capsules.Clear();
            for (int index = 0; index < look.Views; index++) AddLine(layout, look, index);
            if (layout.ShowsWriting) AddWritten(layout, written, colour);
            _ink.TruncateTo(0);
            _ink.Append(CollectionsMarshal.AsSpan(_capsules));
        }

        _ink.Draw(view);
    }

    public void Dispose() => _ink.Dispose();

    /// <summary>Adds the model's writing up to the end of the line on the sheet.</summary>
    private void AddWritten(WatchLayout layout, PenOffset[] written, uint colour)
    {
        float scale = layout.PixelsPerUnit, x = layout.InkX + (line.Bounds.Left * scale), baseline = layout.Baseline(layout.Views);
        float y = baseline + ((line.Points[^1].Y - line.Baseline) * scale), room = layout.Page.LineSpacing * 0.48f;
        foreach (PenOffset offset in written)
        {
            (x, y) = (x + (offset.DeltaX * scale), y + (offset.DeltaY * scale));
            // The writing of an untrained model runs out of the line.
            if (x > layout.Page.RightMargin || x < layout.Page.X || y > baseline + room || y < baseline - (2 * room)) break;
            _geometry.Append(new InkVertex(x, y, Width(scale), colour, 0), _capsules);
            if (offset.PenUp) _geometry.EndStroke(_capsules);
        }

        _geometry.EndStroke(_capsules);
    }

    /// <summary>Adds the fixed line in the colours of a view, on the ruled line of that view.</summary>
    private void AddLine(WatchLayout layout, ReadingLook look, int view)
    {
        float scale = layout.PixelsPerUnit, y = layout.Baseline(view) - (line.Baseline * scale);
        float width = Width(scale);
        for (int row = 0; row < line.Rows.Length; row++)
        {
            InkPoint point = line.Points[row];
            _geometry.Append(new InkVertex(layout.InkX + (point.X * scale), y + (point.Y * scale), width, look.Ink(view, row), 0),
                _capsules);
            if (line.Rows[row].PenUp || row == line.Rows.Length - 1) _geometry.EndStroke(_capsules);
        }
    }

    private static float Width(float scale) => MathF.Max(1.2f, InkPen.WidthPerXHeight * TrainingPen.XHeight * scale);
}
