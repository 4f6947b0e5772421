namespace HmRnnInk.App.Page;

/// <summary>Where each layer found the ends of segments on a page; kept up to date row by row.</summary>
public sealed class LayerSegments
{
    // For each layer the rows of its boundaries, in order.
    private readonly List<List<int>> _ends = [];

    /// <summary>Rows of the page.</summary>
    public int Rows { get; private set; }

    /// <param name="firstChange">Rows before it are as they were.</param>
    /// <param name="layers">Of the model.</param>
    public void Update(IReadOnlyList<PageRow> rows, int firstChange, int layers)
    {
        while (_ends.Count < layers) _ends.Add([]);
        Rows = rows.Count;
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

    /// <summary>The segment that a row belongs to, counted from 0. A boundary's row is its segment's last.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    public int Number(int layer, int row) => layer < _ends.Count ? Before(layer, row) : 0;

    /// <returns>The rows of the segment that a row belongs to, from the first up to but without the last.</returns>
    /// <inheritdoc cref="Number"/>
    public (int First, int End) Around(int layer, int row)
    {
        if (layer >= _ends.Count) return (0, Rows);
        List<int> ends = _ends[layer];
        int number = Before(layer, row);
        return (number == 0 ? 0 : ends[number - 1] + 1, number == ends.Count ? Rows : ends[number] + 1);
    }

    /// <returns>How many boundaries there are at rows before one.</returns>
    private int Before(int layer, int row)
    {
        int index = _ends[layer].BinarySearch(row);
        return index < 0 ? ~index : index;
    }
}
