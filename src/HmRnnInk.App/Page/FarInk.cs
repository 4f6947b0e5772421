using System.Globalization;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// Removes points that are so far from all other ink that a page with them would show the other ink too small to read: for example, a
/// stray dot or a jump of a digitiser.
/// </summary>
internal static class FarInk
{
    /// <summary>The maximum share of the points that can be far away on one side.</summary>
    private const double Share = 0.05;

    /// <summary>How far a point may lie outside the middle nine tenths of the points, as a multiple of their longer side.</summary>
    private const float Reach = 20;

    /// <summary>Removes far points, and the strokes that have no other points.</summary>
    /// <param name="note">A sentence that names what was removed, without its full stop; null if nothing was.</param>
    public static ReadInk Without(ReadInk read, out string? note)
    {
        note = null;
        IReadOnlyList<Stroke> strokes = read.Ink.Strokes;
        PageArea limits = Limits(strokes);
        InkPoint? first = null;
        int farStrokes = 0, farPoints = 0;
        var near = new List<Stroke>(strokes.Count);
        foreach (Stroke stroke in strokes)
        {
            InkPoint[] far = [.. stroke.Points.Where(point => !limits.Contains(point.X, point.Y))];
            if (far.Length > 0) first ??= far[0];
            if (far.Length == 0) near.Add(stroke);
            else if (far.Length == stroke.Points.Count) farStrokes++;
            else
            {
                farPoints += far.Length;
                near.Add(new Stroke([.. stroke.Points.Where(point => limits.Contains(point.X, point.Y))]));
            }
        }

        if (first is not { } place) return read;
        string[] parts = [.. new[] { Counted(farStrokes, "stroke"), Counted(farPoints, "point") }.OfType<string>()];
        note = string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(" and ", parts)} {(farStrokes + farPoints == 1 ? "was" : "were")} left out, far from the other ink, "
            + $"at ({place.X:G6}, {place.Y:G6})");
        return read with { Ink = new StrokeCollection(near) };
    }

    /// <returns>The area outside of which a point is far away.</returns>
    private static PageArea Limits(IReadOnlyList<Stroke> strokes)
    {
        float[] x = [.. strokes.SelectMany(stroke => stroke.Points.Select(point => point.X)).Order()];
        float[] y = [.. strokes.SelectMany(stroke => stroke.Points.Select(point => point.Y)).Order()];
        int low = (int)(Share * x.Length), high = x.Length - 1 - low;
        float size = Math.Max(x[high] - x[low], y[high] - y[low]);
        // Of few points, nobody can tell which are far away, so the area contains all of them.
        return low == 0 || size <= 0 ? new PageArea(x[0], y[0], x[^1], y[^1])
            : new PageArea(x[low] - Reach * size, y[low] - Reach * size, x[high] + Reach * size, y[high] + Reach * size);
    }

    /// <returns>The number with its noun; null for 0.</returns>
    private static string? Counted(int count, string what) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
