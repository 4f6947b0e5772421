namespace HmRnnInk.App.Page;

/// <summary>A range of rows of a page, without <paramref name="End"/>.</summary>
internal readonly record struct RowRange(int First, int End)
{
    public int Count => End - First;

    public RowRange Union(RowRange other) => new(Math.Min(First, other.First), Math.Max(End, other.End));

    /// <summary>The segment that a row belongs to. The row of a boundary is the last row of its segment.</summary>
    /// <param name="layer">From 0, the lowest. If layer 0 has found no boundary at all, the segment is the stroke.</param>
    public static RowRange Segment(ReadOnlySpan<PageRow> rows, int row, int layer)
    {
        int first = row, end = row + 1;
        while (first > 0 && !Ends(rows[first - 1], layer)) first--;
        while (end < rows.Length && !Ends(rows[end - 1], layer)) end++;
        bool found = first > 0 || Ends(rows[end - 1], layer);
        return found || layer > 0 ? new RowRange(first, end) : Stroke(rows, row);
    }

    /// <returns>The number of segments of a layer that end in the range.</returns>
    public int Boundaries(ReadOnlySpan<PageRow> rows, int layer)
    {
        int count = 0;
        foreach (ref readonly PageRow row in rows[First..End])
            if (Ends(row, layer)) count++;
        return count;
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
