namespace HmRnnInk.Model.Kernels;

/// <summary>
/// A matrix packed once for products with vectors, so that each reads it once from front to back: panels of some rows, each panel its
/// columns one after the other. Immutable; shared by any number of engines.
/// </summary>
internal abstract class PackedMatrix(int rows, int columns)
{
    /// <summary>What the rows of every sum are padded to: two vectors of the widest lanes.</summary>
    public const int RowMultiple = 32;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>What one product reads.</summary>
    public abstract long Bytes { get; }

    public long MultiplyAdds => (long)Rows * Columns;

    /// <summary>output += matrix · input for each stream; the same bits whatever the other streams are.</summary>
    /// <param name="streams">
    /// Inputs of <see cref="Columns"/> values; outputs of <see cref="Rows"/>, padded to <see cref="RowMultiple"/>; the padding is written.
    /// </param>
    public abstract void AddProducts(RowList streams);

    public static int Pad(int rows) => (rows + RowMultiple - 1) / RowMultiple * RowMultiple;
}
