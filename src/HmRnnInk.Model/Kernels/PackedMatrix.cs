namespace HmRnnInk.Model.Kernels;

/// <summary>
/// A matrix packed once for products with vectors, so that each product reads it sequentially. It consists of panels of several rows, and
/// a panel stores its columns one after the other. Immutable; any number of engines can share it.
/// </summary>
internal abstract class PackedMatrix(int rows, int columns)
{
    /// <summary>Outputs are padded to a multiple of this number of rows: two of the widest vectors.</summary>
    public const int RowMultiple = 32;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>The bytes that one product reads.</summary>
    public abstract long Bytes { get; }

    public long MultiplyAdds => (long)Rows * Columns;

    /// <summary>Computes output += matrix · input for each stream. The result has the same bits whatever the other streams are.</summary>
    /// <param name="streams">
    /// Inputs of <see cref="Columns"/> values, and outputs of <see cref="Rows"/> values padded to <see cref="RowMultiple"/>. The padding is
    /// overwritten.
    /// </param>
    public abstract void AddProducts(RowList streams);

    public static int Pad(int rows) => (rows + RowMultiple - 1) / RowMultiple * RowMultiple;
}
