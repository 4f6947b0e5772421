namespace HmRnnInk.Ink;

/// <summary>Where the words of a line end, found from the number of its words and the widths of its gaps.</summary>
public static class WordGaps
{
    /// <summary>The narrowest gap between words must be so many times as wide as the widest gap within one.</summary>
    public const double Clearance = 1.3;

    /// <summary>How many words of ink a transcribed line has.</summary>
    public static int CountWords(string text) => TranscriptWords.Of(text).Length;

    /// <summary>The W−1 widest gaps of a line of W words.</summary>
    /// <returns>The last row before each gap, ascending; null where the gaps between words do not stand out, or there are none.</returns>
    public static int[]? Find(IReadOnlyList<PenOffset> rows, int words)
    {
        (int Row, float Width)[] gaps = [.. Gaps(rows).OrderByDescending(gap => gap.Width)];
        int taken = words - 1;
        if (taken < 1 || gaps.Length < taken) return null;
        float narrowest = gaps[taken - 1].Width, widestLeft = gaps.Length > taken ? Math.Max(0, gaps[taken].Width) : 0;
        return narrowest > 0 && narrowest >= Clearance * widestLeft ? [.. gaps.Take(taken).Select(gap => gap.Row).Order()] : null;
    }

    /// <summary>
    /// Every pen-up before the last, with the empty column of the line that it crosses: from the right edge of the ink so far to the left
    /// edge of the ink that follows, in IAM units. The width is negative where ink that follows, such as the bar of a t, is written over
    /// ink so far.
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
