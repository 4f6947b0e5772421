namespace HmRnnInk.App.Live;

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

    /// <summary>Small enough for a chunk to stay off the heap for large objects.</summary>
    private const int RowsInChunk = 64;

    private readonly sbyte[]?[] _chunks = new sbyte[Math.Max(2, MostBytes / RowsInChunk / Math.Max(1, layers * units))][];

    // The oldest row that was not written over.
    private volatile int _first;

    /// <summary>Of each layer.</summary>
    public int Units => units;

    /// <summary>The most rows there is room for; a further one takes the place of the oldest.</summary>
    public int Capacity => _chunks.Length * RowsInChunk;

    /// <param name="row">Its index among the rows read.</param>
    /// <param name="hiddens">[layers · units], each in (−1, 1); empty of an engine that does not show them.</param>
    public void Keep(int row, ReadOnlySpan<float> hiddens)
    {
        _first = Math.Max(Math.Min(_first, row), row - Capacity + 1);
        if (hiddens.IsEmpty) return;
        Span<sbyte> kept = (_chunks[row / RowsInChunk % _chunks.Length] ??= new sbyte[RowsInChunk * layers * units])
            .AsSpan(row % RowsInChunk * layers * units, layers * units);
        // By their roots: most units stay near 0, and there the steps are finest.
        for (int unit = 0; unit < kept.Length; unit++)
            kept[unit] = (sbyte)MathF.Round(MathF.CopySign(127 * MathF.Sqrt(Math.Min(1, MathF.Abs(hiddens[unit]))), hiddens[unit]));
    }

    /// <summary>Nothing is known of the first rows: they are another page's.</summary>
    /// <param name="rows">How many.</param>
    public void Forget(int rows) => _first = rows;

    /// <param name="row">One that the model was told to have read.</param>
    /// <param name="layer">From 0, the lowest.</param>
    /// <param name="unit">Of the layer, from 0.</param>
    /// <returns>h in (−1, 1), to a hundredth; null where it was not kept.</returns>
    public float? Value(int row, int layer, int unit)
    {
        if (row < _first || _chunks[row / RowsInChunk % _chunks.Length] is not { } chunk) return null;
        float root = chunk[(row % RowsInChunk * layers + layer) * units + unit] / 127f;
        return root * MathF.Abs(root);
    }
}
