namespace HmRnnInk.App.Page;

/// <summary>The rows at which each layer ended a segment, updated incrementally.</summary>
internal sealed class LayerSegments
{
    // For each layer, the rows of its boundaries in ascending order.
    private readonly List<List<int>> _ends = [];
    private int _rows;

    /// <param name="firstChange">Rows before this one are unchanged since the last call.</param>
    public void Update(IReadOnlyList<PageRow> rows, int firstChange, int layers)
    {
        while (_ends.Count < layers) _ends.Add([]);
        _rows = rows.Count;
        for (int layer = 0; layer < layers; layer++)
        {
            List<int> ends = _ends[layer];
            int kept = Before(layer, firstChange);
            ends.RemoveRange(kept, ends.Count - kept);
        }

        for (int row = firstChange; row < rows.Count; row++)
        {
            if (rows[row].Trace is not { BoundaryBits: not 0 } trace) continue;
            for (int layer = 0; layer < layers; layer++)
                if (trace.Boundary(layer)) _ends[layer].Add(row);
        }
    }

    /// <summary>The last rows of the completed segments of a layer, in ascending order.</summary>
    /// <param name="layer">From 0, the lowest layer.</param>
    public IReadOnlyList<int> Ends(int layer) => layer < _ends.Count ? _ends[layer] : [];

    /// <summary>The number of the segment that a row belongs to, from 0. The row of a boundary is the last row of its segment.</summary>
    /// <param name="layer">From 0, the lowest layer.</param>
    public int Number(int layer, int row) => layer < _ends.Count ? Before(layer, row) : 0;

    /// <returns>The rows of the segment that a row belongs to.</returns>
    /// <inheritdoc cref="Number"/>
    public RowRange Around(int layer, int row)
    {
        if (layer >= _ends.Count) return new RowRange(0, _rows);
        List<int> ends = _ends[layer];
        int number = Before(layer, row);
        return new RowRange(number == 0 ? 0 : ends[number - 1] + 1, number == ends.Count ? _rows : ends[number] + 1);
    }

    /// <returns>The number of boundaries before a row.</returns>
    private int Before(int layer, int row)
    {
        int index = _ends[layer].BinarySearch(row);
        return index < 0 ? ~index : index;
    }
}
