using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>Joins short lines, because a model learns little from the first points of a line, before it has read much.</summary>
internal static class ShortLines
{
    /// <summary>The gap between the ink of two lines, in IAM units: about that between words.</summary>
    private const float Gap = 1.5f * TrainingPen.XHeight;

    /// <summary>
    /// Joins lines that are shorter than a minimum with the lines after them. A remainder that is still too short is joined with the line
    /// before it, if there is one.
    /// </summary>
    public static IReadOnlyList<InkLine> Join(IReadOnlyList<InkLine> lines, int minimumPoints)
    {
        var joined = new List<InkLine>();
        foreach (InkLine line in lines)
        {
            if (joined.Count > 0 && joined[^1].Offsets.Length < minimumPoints) joined[^1] = Joined(joined[^1], line);
            else joined.Add(line);
        }

        if (joined.Count > 1 && joined[^1].Offsets.Length < minimumPoints)
        {
            joined[^2] = Joined(joined[^2], joined[^1]);
            joined.RemoveAt(joined.Count - 1);
        }

        return joined;
    }

    private static InkLine Joined(InkLine first, InkLine second)
    {
        (float lastX, float lastY, _, float right, float middle) = Extent(first.Offsets);
        (_, _, float nextLeft, _, float nextMiddle) = Extent(second.Offsets);
        PenOffset start = second.Offsets[0] with { DeltaX = right + Gap - nextLeft - lastX, DeltaY = middle - nextMiddle - lastY };
        return first with { Offsets = [.. first.Offsets, start, .. second.Offsets[1..]] };
    }

    /// <returns>The last position, the left and right ends and the vertical middle; the first point is at the origin.</returns>
    private static (float LastX, float LastY, float Left, float Right, float Middle) Extent(PenOffset[] rows)
    {
        float x = 0, y = 0, left = 0, right = 0, top = 0, bottom = 0;
        foreach (PenOffset row in rows)
        {
            (x, y) = (x + row.DeltaX, y + row.DeltaY);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return (x, y, left, right, (top + bottom) / 2);
    }
}
