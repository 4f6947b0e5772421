namespace HmRnnInk.Ink;

/// <summary>Finds the ends of a line's words from their number and the widths of the line's gaps.</summary>
public static class WordGaps
{
    /// <summary>Minimum ratio of the narrowest gap between words to the widest gap within a word.</summary>
    public const double Clearance = 1.3;

    /// <summary>Finds the W−1 widest gaps of a line of W words.</summary>
    /// <returns>
    /// The last row before each gap, in ascending order; null if the gaps between words are not clearly the widest, or if there are too
    /// few.
    /// </returns>
    public static int[]? Find(IReadOnlyList<PenOffset> rows, int words)
    {
        (int Row, float Width)[] gaps = [.. Gaps(rows).OrderByDescending(gap => gap.Width)];
        int taken = words - 1;
        if (taken < 1 || gaps.Length < taken) return null;
        float narrowest = gaps[taken - 1].Width, widestOther = gaps.Length > taken ? Math.Max(0, gaps[taken].Width) : 0;
        return narrowest > 0 && narrowest >= Clearance * widestOther ? [.. gaps.Take(taken).Select(gap => gap.Row).Order()] : null;
    }

    /// <summary>
    /// Returns each pen-up except the last with the width of the empty column at that position, in IAM units: from the right edge of
    /// the ink before it to the left edge of the ink after it. The width is negative if later ink, such as the bar of a t, overlaps
    /// earlier ink.
    /// </summary>
    public static IEnumerable<(int Row, float Width)> Gaps(IReadOnlyList<PenOffset> rows)
    {
        var x = new float[rows.Count];
        for (int row = 1; row < rows.Count; row++) x[row] = x[row - 1] + rows[row].DeltaX;
        var leftEdges = new float[rows.Count];
        float leftEdge = float.PositiveInfinity;
        for (int row = rows.Count - 1; row >= 0; row--) leftEdges[row] = leftEdge = Math.Min(x[row], leftEdge);
        float rightEdge = float.NegativeInfinity;
        for (int row = 0; row < rows.Count - 1; row++)
        {
            rightEdge = Math.Max(rightEdge, x[row]);
            if (rows[row].PenUp) yield return (row, leftEdges[row + 1] - rightEdge);
        }
    }
}
