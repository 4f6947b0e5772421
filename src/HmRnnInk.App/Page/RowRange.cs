namespace HmRnnInk.App.Page;

/// <summary>A range of rows of a page, without <paramref name="End"/>.</summary>
internal readonly record struct RowRange(int First, int End)
{
    /// <summary>
    /// A boundary at most this number of points after a pen-up is shown at the pen-up. The segment ended there, but a detector notices the
    /// gap only a few points later.
    /// </summary>
    public const int LateRows = 3;

    public int Count => End - First;

    public RowRange Union(RowRange other) => new(Math.Min(First, other.First), Math.Max(End, other.End));

    /// <param name="end">The row after a boundary.</param>
    /// <returns>The row after the last one that a person sees as part of the segment.</returns>
    public static int VisibleEnd(ReadOnlySpan<PageRow> rows, int end)
    {
        for (int row = end - 1; row > 0 && row >= end - LateRows; row--)
            if (rows[row - 1].Offset.PenUp) return row;
        return end;
    }

    /// <summary>The segment that a row belongs to, as a person sees it (<see cref="VisibleEnd"/>).</summary>
    /// <param name="layer">From 0, the lowest. If layer 0 has found no boundary at all, the segment is the stroke.</param>
    public static RowRange Segment(ReadOnlySpan<PageRow> rows, int row, int layer)
    {
        int first = row, end = row + 1;
        while (first > 0 && !Ends(rows[first - 1], layer)) first--;
        while (end < rows.Length && !Ends(rows[end - 1], layer)) end++;
        bool hasBoundary = Ends(rows[end - 1], layer);
        if (first == 0 && !hasBoundary && layer == 0) return Stroke(rows, row);
        int visibleEnd = hasBoundary ? VisibleEnd(rows, end) : end;
        if (row >= visibleEnd && end < rows.Length) return Segment(rows, end, layer); // the ink of the row belongs to the next segment
        if (row >= visibleEnd) return new(visibleEnd, end); // ink after the last boundary of the page
        return new(first == 0 ? 0 : VisibleEnd(rows, first), visibleEnd);
    }

    /// <returns>
    /// The number of segments of a layer that end in the range. The last one of the page counts although its boundary has not come yet. 0
    /// if layer 0 has found no boundary at all: then its segments are strokes, and they are not counted.
    /// </returns>
    public int Segments(ReadOnlySpan<PageRow> rows, int layer)
    {
        bool anywhere = layer > 0;
        foreach (ref readonly PageRow row in rows) anywhere |= Ends(row, layer);
        if (!anywhere) return 0;
        (int count, int last) = (0, First);
        for (int row = First; row < Math.Min(End + LateRows, rows.Length); row++)
        {
            if (!Ends(rows[row], layer)) continue;
            int end = VisibleEnd(rows, row + 1);
            if (end > First && end <= End) (count, last) = (count + 1, end);
        }

        return last < End && End == rows.Length ? count + 1 : count;
    }

    /// <summary>The stroke that a row belongs to.</summary>
    public static RowRange Stroke(ReadOnlySpan<PageRow> rows, int row)
    {
        int first = row, end = row + 1;
        while (first > 0 && !rows[first - 1].Offset.PenUp) first--;
        while (end < rows.Length && !rows[end - 1].Offset.PenUp) end++;
        return new RowRange(first, end);
    }

    private static bool Ends(in PageRow row, int layer) => row.Trace is { } trace && trace.Boundary(layer);
}
