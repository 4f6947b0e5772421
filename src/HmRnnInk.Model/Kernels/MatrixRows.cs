namespace HmRnnInk.Model.Kernels;

/// <summary>A matrix on its way to be packed: a tensor's first rows, in groups of which each is padded with rows of zeros.</summary>
/// <param name="read">The tensor's weights.</param>
/// <param name="groupRows">Rows that a group has in the tensor.</param>
/// <param name="paddedGroupRows">Rows that it is to have.</param>
internal sealed class MatrixRows(WeightReader read, int groups, int groupRows, int paddedGroupRows, int columns)
{
    public int Rows => groups * paddedGroupRows;

    public int Columns => columns;

    public static MatrixRows Of(WeightReader read, int rows, int columns) => new(read, 1, rows, rows, columns);

    /// <summary>Rows from one on; those behind the last are zeros.</summary>
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
