namespace HmRnnInk.Model.Kernels;

/// <summary>
/// A matrix packed once for products with vectors, so that each reads it once from front to back: panels of some rows, each panel its
/// columns one after the other. Immutable; shared by any number of engines.
/// </summary>
internal abstract unsafe class PackedMatrix(int rows, int columns)
{
    /// <summary>What the rows of every sum are padded to: two vectors of the widest lanes.</summary>
    public const int RowMultiple = 32;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>What one product reads.</summary>
    public abstract long Bytes { get; }

    public long MultiplyAdds => (long)Rows * Columns;

    /// <summary>sums[s] += matrix · inputs[s] for each stream s; the same bits whatever the other streams are.</summary>
    /// <param name="inputs">[streams], each Columns long.</param>
    /// <param name="sums">[streams], each Rows long, padded to <see cref="RowMultiple"/>; the padding is written.</param>
    public abstract void AddProducts(float** inputs, float** sums, int streams);

    public static int Pad(int rows) => (rows + RowMultiple - 1) / RowMultiple * RowMultiple;
}
