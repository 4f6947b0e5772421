using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws hulls under the ink, the outermost first.</summary>
internal sealed class HullRenderer(GL gl, ShaderFolder shaders) : IDisposable
{
    // Measured with llvmpipe, in pixels of paper: the cost of any capsule, the additional cost of a visible one divided by the square of
    // its width in pixels, and the maximum cost of the visible capsules of a level per pixel.
    private const int CapsulePixels = 16;
    private const double SquarePixels = 0.12, MaximumPixels = 1.25;

    private readonly List<InkRenderer> _levels = [];

    // For each level, the width of the widest capsule so far, page units.
    private readonly List<float> _widths = [];

    /// <summary>Replaces the capsules of a level from an index on.</summary>
    /// <param name="unchanged">The index of the first capsule that changed.</param>
    /// <param name="changed">Receives the areas of the capsules before and after the change.</param>
    public void Replace(int level, int unchanged, ReadOnlySpan<Capsule> capsules, ChangedAreas changed)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new InkRenderer(gl, shaders));
            _widths.Add(0);
        }

        InkRenderer hulls = _levels[level];
        unchanged = Math.Min(unchanged, hulls.Count);
        changed.Add(hulls.Capsules[unchanged..]);
        changed.Add(capsules[unchanged..]);
        hulls.TruncateTo(unchanged);
        hulls.Append(capsules[unchanged..]);
        foreach (ref readonly Capsule capsule in capsules[unchanged..]) _widths[level] = Math.Max(_widths[level], capsule.Width);
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
        double pixels = area.Width * (double)area.Height * view.PixelsPerUnit * view.PixelsPerUnit;
        for (int level = 0; level < _levels.Count; level++)
        {
            // Capsules are counted by blocks, most of which can lie outside a small area. Drawing is clipped to the area.
            float width = _widths[level] * view.PixelsPerUnit;
            int count = _levels[level].CountIn(area, 0, _levels[level].Count);
            work += (long)Math.Min(SquarePixels * width * width * count, MaximumPixels * pixels) + CapsulePixels * count;
        }

        return work;
    }

    public void Dispose()
    {
        foreach (InkRenderer hulls in _levels) hulls.Dispose();
    }
}
