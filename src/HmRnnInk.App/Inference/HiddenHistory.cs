namespace HmRnnInk.App.Inference;

/// <summary>
/// The hidden states of the newest rows, a byte a unit, so that ink takes the colour of any unit at once. One thread keeps rows, another
/// looks at those that it was told of.
/// </summary>
/// <param name="layers">Of the model.</param>
/// <param name="units">Of each layer.</param>
public sealed class HiddenHistory(int layers, int units)
{
    /// <summary>Some 40,000 rows of three layers of 256: more than a page holds.</summary>
    private const int MostBytes = 32 << 20;

    /// <summary>Rows after which the first of <see cref="Recalled"/>'s steps comes.</summary>
    private const int FirstStep = 512;

    /// <summary>Small enough for a chunk to stay off the heap for large objects.</summary>
    private const int RowsInChunk = 64;

    private readonly sbyte[]?[] _chunks = new sbyte[Math.Max(2, MostBytes / RowsInChunk / Math.Max(1, layers * units))][];

    // The oldest row that was not written over. Of the rows before it that were recalled, the oldest and the one after the newest.
    private volatile int _first, _firstRecalled, _recalled, _told;

    /// <summary>Of each layer.</summary>
    public int Units => units;

    /// <summary>The most rows there is room for; a further one takes the place of the oldest.</summary>
    public int Capacity => _chunks.Length * RowsInChunk;

    /// <param name="row">Its index among the rows read.</param>
    /// <param name="hiddens">[layers · units], each in (−1, 1); empty of an engine that does not show them.</param>
    public void Keep(int row, ReadOnlySpan<float> hiddens)
    {
        _first = Math.Max(Math.Min(_first, row), row - Capacity + 1);
        _firstRecalled = Math.Max(_firstRecalled, row - Capacity + 1);
        if (!hiddens.IsEmpty) Put(row, hiddens);
    }

    /// <summary>Nothing is known of the first rows: they are another page's.</summary>
    /// <param name="rows">How many.</param>
    public void Forget(int rows)
    {
        (_first, _firstRecalled, _recalled) = (rows, Math.Max(0, rows - Capacity), 0);
        _told = 0;
    }

    /// <summary>Rows of those that were forgotten which are known again, by and by; counts up in steps, for ink to be painted anew at each.</summary>
    public int Recalled => _told;

    /// <summary>A row that was forgotten is known again: the one after the one recalled before.</summary>
    /// <param name="end">How many were forgotten.</param>
    /// <param name="hiddens">As in <see cref="Keep"/>.</param>
    public void Recall(int row, int end, ReadOnlySpan<float> hiddens)
    {
        if (row >= _firstRecalled) Put(row, hiddens); // else its place is a newer row's
        _recalled = row + 1;
        // Steps that grow: a page of any length is painted anew a few times.
        if (row + 1 == end || row + 1 >= Math.Max(FirstStep, _told * 3 / 2)) _told = row + 1;
    }

    private void Put(int row, ReadOnlySpan<float> hiddens)
    {
        Span<sbyte> kept = (_chunks[row / RowsInChunk % _chunks.Length] ??= new sbyte[RowsInChunk * layers * units])
            .AsSpan(row % RowsInChunk * layers * units, layers * units);
        // By their roots: most units stay near 0, and there the steps are finest.
        for (int unit = 0; unit < kept.Length; unit++)
            kept[unit] = (sbyte)MathF.Round(MathF.CopySign(127 * MathF.Sqrt(Math.Min(1, MathF.Abs(hiddens[unit]))), hiddens[unit]));
    }

    /// <param name="row">One that the model was told to have read.</param>
    /// <param name="layer">From 0, the lowest.</param>
    /// <param name="unit">Of the layer, from 0.</param>
    /// <returns>h in (−1, 1), to a hundredth; null where it was not kept.</returns>
    public float? Value(int row, int layer, int unit)
    {
        if (row < _first && (row < _firstRecalled || row >= _recalled) || _chunks[row / RowsInChunk % _chunks.Length] is not { } chunk) return null;
        float root = chunk[(row % RowsInChunk * layers + layer) * units + unit] / 127f;
        return root * MathF.Abs(root);
    }
}
