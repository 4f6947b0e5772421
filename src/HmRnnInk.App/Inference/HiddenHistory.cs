namespace HmRnnInk.App.Inference;

/// <summary>
/// The hidden states of the newest rows, one byte per unit, so that the ink can be coloured by any unit at once. One thread records rows;
/// another reads the rows that were announced to it.
/// </summary>
/// <param name="units">The number of units of each layer.</param>
internal sealed class HiddenHistory(int layers, int units)
{
    /// <summary>About 40,000 rows of three layers of 256 units: more than most pages have.</summary>
    private const int MaximumBytes = 32 << 20;

    /// <summary>The number of rows at which <see cref="Recalled"/> is first updated.</summary>
    private const int FirstStep = 512;

    /// <summary>Small enough to keep a chunk off the large object heap.</summary>
    private const int RowsInChunk = 64;

    private readonly sbyte[]?[] _chunks = new sbyte[Math.Max(2, MaximumBytes / RowsInChunk / Math.Max(1, layers * units))][];

    // Rows from _first on were recorded. Of the rows before it, those from _firstRecalled up to but excluding _recalled were recalled.
    // _announced is the value of Recalled.
    private volatile int _first, _firstRecalled, _recalled, _announced;

    public int Units => units;

    /// <summary>The maximum number of rows. A further row overwrites the oldest.</summary>
    public int Capacity => _chunks.Length * RowsInChunk;

    /// <param name="row">Its index among the rows read.</param>
    /// <param name="hiddens">[layers · units], each in (−1, 1). Empty for an engine that does not expose them.</param>
    public void Record(int row, ReadOnlySpan<float> hiddens)
    {
        _first = Math.Max(Math.Min(_first, row), row - Capacity + 1);
        _firstRecalled = Math.Max(_firstRecalled, row - Capacity + 1);
        if (!hiddens.IsEmpty) Put(row, hiddens);
    }

    /// <summary>Forgets everything and marks the first rows as unknown, because they belong to another page.</summary>
    /// <param name="rows">How many rows are unknown.</param>
    public void Forget(int rows)
    {
        (_first, _firstRecalled, _recalled) = (rows, Math.Max(0, rows - Capacity), 0);
        _announced = 0;
    }

    /// <summary>The number of forgotten rows that were recalled, updated in steps. At each step the ink is to be painted again.</summary>
    public int Recalled => _announced;

    /// <summary>Records a forgotten row. The rows must come in order.</summary>
    /// <param name="end">The number of forgotten rows.</param>
    /// <param name="hiddens">See <see cref="Record"/>.</param>
    public void Recall(int row, int end, ReadOnlySpan<float> hiddens)
    {
        if (row >= _firstRecalled) Put(row, hiddens); // otherwise a newer row has taken its place
        _recalled = row + 1;
        // The steps grow, so that even a long page is painted only a few more times.
        if (row + 1 == end || row + 1 >= Math.Max(FirstStep, _announced * 3 / 2)) _announced = row + 1;
    }

    private void Put(int row, ReadOnlySpan<float> hiddens)
    {
        Span<sbyte> stored = (_chunks[row / RowsInChunk % _chunks.Length] ??= new sbyte[RowsInChunk * layers * units])
            .AsSpan(row % RowsInChunk * layers * units, layers * units);
        // Square roots are stored: most units are near 0, where this gives the finest steps.
        for (int unit = 0; unit < stored.Length; unit++)
            stored[unit] = (sbyte)MathF.Round(MathF.CopySign(127 * MathF.Sqrt(Math.Min(1, MathF.Abs(hiddens[unit]))), hiddens[unit]));
    }

    /// <param name="row">A row that the model has reported as read.</param>
    /// <param name="layer">From 0, the lowest layer.</param>
    /// <param name="unit">The unit of the layer, from 0.</param>
    /// <returns>h in (−1, 1), accurate to a hundredth; null if it was not recorded.</returns>
    public float? Value(int row, int layer, int unit)
    {
        if (row < _first && (row < _firstRecalled || row >= _recalled)) return null;
        if (_chunks[row / RowsInChunk % _chunks.Length] is not { } chunk) return null;
        float root = chunk[(row % RowsInChunk * layers + layer) * units + unit] / 127f;
        return root * MathF.Abs(root);
    }
}
