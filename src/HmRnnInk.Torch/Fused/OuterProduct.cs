using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Computes Σ left ⊗ right over rows that are added one by one. The rows are collected in tiles that fit into the second-level cache. The
/// bits of the result depend only on the order of the rows.
/// </summary>
internal sealed unsafe class OuterProduct : IDisposable
{
    private const int TileRows = 128;

    /// <summary>The number of values of a left row that are stored together.</summary>
    private const int Group = 8;

    private readonly FloatBuffer _left, _right, _sums;
    private readonly RowList _rows;
    private int _leftWidth, _rightWidth, _rowsInTile;
    private bool _isEmpty;

    /// <param name="leftWidth">Maximum number of rows of a sum.</param>
    /// <param name="rightWidth">Maximum number of columns of a sum.</param>
    public OuterProduct(int leftWidth, int rightWidth)
    {
        int groups = (leftWidth + Group - 1) / Group, columns = SimdKernels.Pad(rightWidth);
        _left = new((long)groups * Group * TileRows);
        _right = new((long)columns * TileRows);
        _sums = new((long)leftWidth * columns);
        _rows = new(leftWidth);
    }

    /// <summary>Starts a sum with this number of rows and columns.</summary>
    public void Begin(int leftWidth, int rightWidth)
    {
        (_leftWidth, _rightWidth) = (leftWidth, rightWidth);
        (_rowsInTile, _isEmpty) = (0, true);
        // The padding after the last column is multiplied too, so it must not contain values of an earlier sum.
        new Span<float>(_right.Pointer, (int)_right.Length).Clear();
        _rows.Clear();
        for (int row = 0; row < leftWidth; row++)
        {
            float* values = _left.Pointer + (row / Group * Group * TileRows) + (row % Group);
            _rows.Add(values, _sums.Pointer + ((nint)row * SimdKernels.Pad(rightWidth)));
        }
    }

    /// <summary>Adds left ⊗ right.</summary>
    public void Add(float* left, float* right)
    {
        // Groups of the left row, each [tile, group].
        float* target = _left.Pointer + (_rowsInTile * Group);
        int index = 0;
        for (; index <= _leftWidth - Group; index += Group, target += TileRows * Group)
            Unsafe.CopyBlockUnaligned(target, left + index, Group * sizeof(float));
        for (int lane = 0; index < _leftWidth; index++, lane++) target[lane] = left[index];

        // Panels of the right row, each [tile, panel].
        int columns = SimdKernels.Pad(_rightWidth);
        for (int column = 0; column < _rightWidth;)
        {
            int width = TrainingKernels.ForColumns(columns - column).PanelWidth, lanes = Math.Min(width, _rightWidth - column);
            target = _right.Pointer + ((nint)column * TileRows) + (_rowsInTile * width);
            Unsafe.CopyBlockUnaligned(target, right + column, (uint)lanes * sizeof(float));
            column += width;
        }

        if (++_rowsInTile == TileRows) Multiply();
    }

    /// <summary>Writes the sum, [leftWidth, rightWidth].</summary>
    /// <param name="stride">Floats from one row of the target to the next.</param>
    public void End(float* target, int stride)
    {
        Multiply();
        int columns = SimdKernels.Pad(_rightWidth);
        for (int row = 0; row < _leftWidth; row++, target += stride)
        {
            var values = new Span<float>(target, _rightWidth);
            if (_isEmpty) values.Clear();
            else new ReadOnlySpan<float>(_sums.Pointer + ((nint)row * columns), _rightWidth).CopyTo(values);
        }
    }

    /// <summary>
    /// Runs jobs on all cores, one on each at a time, because the tiles of two would not fit into its cache. Each gets a product that no
    /// other job uses at the same time.
    /// </summary>
    /// <param name="leftWidth">Maximum number of rows of a sum.</param>
    /// <param name="rightWidth">Maximum number of columns of a sum.</param>
    public static void RunInParallel(IEnumerable<Action<OuterProduct>> jobs, int leftWidth, int rightWidth) => Parallel.ForEach(
        Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        () => new OuterProduct(leftWidth, rightWidth),
        (job, _, product) =>
        {
            job(product);
            return product;
        },
        product => product.Dispose());

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _sums.Dispose();
    }

    private void Multiply()
    {
        if (_rowsInTile == 0) return;
        int columns = SimdKernels.Pad(_rightWidth);
        for (int column = 0; column < columns;)
        {
            TrainingKernels kernels = TrainingKernels.ForColumns(columns - column);
            int width = kernels.PanelWidth;
            PanelPair panel = new(_right.Pointer + ((nint)column * TileRows), width * sizeof(float), _rowsInTile, column);
            kernels.Multiply(in panel, _rows.Inputs, step: Group, _rows.Outputs, _leftWidth, add: !_isEmpty);
            column += width;
        }

        (_rowsInTile, _isEmpty) = (0, false);
    }
}
