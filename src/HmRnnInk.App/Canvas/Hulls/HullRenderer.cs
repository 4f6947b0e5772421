using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas.Hulls;

/// <summary>Draws hulls under the ink, the outermost first.</summary>
public sealed class HullRenderer(GL gl, ShaderFolder shaders) : IDisposable
{
    private readonly List<InkRenderer> _levels = [];
    private readonly List<float> _widths = [];

    /// <summary>Replaces the pieces of a level from an index on.</summary>
    /// <returns>The area that changed.</returns>
    public PageArea Replace(int level, int unchanged, ReadOnlySpan<InkSegment> segments)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new InkRenderer(gl, shaders));
            _widths.Add(0);
        }

        InkRenderer hulls = _levels[level];
        unchanged = Math.Min(unchanged, hulls.Count);
        PageArea changed = PageArea.Of(hulls.Segments[unchanged..]).Union(PageArea.Of(segments[unchanged..]));
        hulls.TruncateTo(unchanged);
        hulls.Append(segments[unchanged..]);
        foreach (ref readonly InkSegment segment in segments[unchanged..]) _widths[level] = Math.Max(_widths[level], segment.Width);
        return changed;
    }

    /// <summary>Draws all hulls that may touch an area.</summary>
    public void Draw(in PageView view, PageArea area)
    {
        foreach (InkRenderer hulls in _levels) hulls.Draw(view, 0, hulls.Count, area);
    }

    /// <returns>The work of drawing the hulls in an area, in pixels of paper.</returns>
    public long Work(in PageView view, PageArea area)
    {
        long work = 0;
        for (int level = 0; level < _levels.Count; level++)
        {
            float width = _widths[level] * view.PixelsPerUnit;
            work += (long)(width * width * 1.5f) * _levels[level].CountIn(area, _levels[level].Count);
        }

        return work;
    }

    public void Dispose()
    {
        foreach (InkRenderer hulls in _levels) hulls.Dispose();
    }
}
