namespace HmRnnInk.Model.Kernels;

/// <summary>A matrix to pack: the first rows of a tensor, in groups that are each padded with rows of zeros.</summary>
/// <param name="read">Reads the weights of the tensor.</param>
/// <param name="groupRows">Rows of a group in the tensor.</param>
/// <param name="paddedGroupRows">Rows of a group with padding.</param>
internal sealed class MatrixRows(WeightReader read, int groups, int groupRows, int paddedGroupRows, int columns)
{
    public int Rows => groups * paddedGroupRows;

    public int Columns => columns;

    public static MatrixRows Of(WeightReader read, int rows, int columns) => new(read, 1, rows, rows, columns);

    /// <summary>Reads rows from <paramref name="first"/>. Rows after the last one are zeros.</summary>
    /// <param name="rows">[rows, columns], overwritten.</param>
    public void Read(int first, Span<float> rows)
    {
        while (!rows.IsEmpty)
        {
            (int group, int row) = (first / paddedGroupRows, first % paddedGroupRows);
            bool isPadding = group >= groups || row >= groupRows;
            int run = Math.Min(rows.Length / columns, group >= groups ? int.MaxValue : (isPadding ? paddedGroupRows : groupRows) - row);
            Span<float> part = rows[..(run * columns)];
            if (isPadding) part.Clear();
            else read((group * groupRows + row) * columns, part);
            rows = rows[part.Length..];
            first += run;
        }
    }
}
