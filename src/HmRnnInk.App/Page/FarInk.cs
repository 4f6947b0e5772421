using System.Globalization;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// Strokes so far from all other ink that a page with both would show neither: a stray dot of a digitiser, for example. They are left out.
/// </summary>
internal static class FarInk
{
    /// <summary>The share of points on each side that may be far away.</summary>
    private const double Share = 0.05;

    /// <summary>How far a stroke may lie from the middle nine tenths of the ink, in sizes of these.</summary>
    private const float Reach = 20;

    /// <summary>Removes far strokes.</summary>
    /// <param name="scale">Page units in a unit of the file.</param>
    /// <returns>A sentence that names what was removed, without its full stop; null if nothing was.</returns>
    public static string? TakeFrom(List<InkPoint[]> strokes, double scale)
    {
        PageArea near = Near(strokes);
        List<InkPoint[]> far = strokes.FindAll(stroke => !IsIn(near, stroke));
        if (far.Count == 0) return null;
        strokes.RemoveAll(stroke => !IsIn(near, stroke));
        string what = far.Count == 1 ? "1 stroke was" : string.Create(CultureInfo.InvariantCulture, $"{far.Count} strokes were");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} left out, far from the other ink, at ({far[0][0].X / scale:G6}, {far[0][0].Y / scale:G6})");
    }

    /// <returns>The area that holds all strokes which are not far from the rest.</returns>
    public static PageArea Near(IReadOnlyList<IReadOnlyList<InkPoint>> strokes)
    {
        float[] x = [.. strokes.SelectMany(stroke => stroke.Select(point => point.X)).Order()];
        float[] y = [.. strokes.SelectMany(stroke => stroke.Select(point => point.Y)).Order()];
        int low = (int)(Share * x.Length), high = x.Length - 1 - low;
        float size = Math.Max(x[high] - x[low], y[high] - y[low]);
        // Of a few dots each may be anywhere.
        if (low == 0 || size <= 0) return new PageArea(x[0], y[0], x[^1], y[^1]);
        var limits = new PageArea(x[low] - Reach * size, y[low] - Reach * size, x[high] + Reach * size, y[high] + Reach * size);
        PageArea near = PageArea.Empty;
        foreach (IReadOnlyList<InkPoint> stroke in strokes)
        {
            if (!IsIn(limits, stroke)) continue;
            foreach (InkPoint point in stroke) near = near.Union(new PageArea(point.X, point.Y, point.X, point.Y));
        }

        return near.IsEmpty ? new PageArea(x[0], y[0], x[^1], y[^1]) : near;
    }

    private static bool IsIn(PageArea area, IReadOnlyList<InkPoint> stroke) => stroke.All(point => area.Contains(point.X, point.Y));
}
