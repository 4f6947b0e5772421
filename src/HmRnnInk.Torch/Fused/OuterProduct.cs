namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Σ over rows of left ⊗ right, for rows that come one after another; gathered in tiles that the second-level cache holds.
/// </summary>
internal sealed unsafe class OuterProduct : IDisposable
{
    private const int TileRows = 256;

    private readonly int _leftWidth;
    private readonly FloatBuffer _left, _sums;
    private readonly PackedMatrix _right;
    private readonly RowList _rows;
    private readonly nint[] _leftRows = new nint[PackedMatrix.PanelWidth];
    private int _rightWidth, _count, _pending;
    private bool _empty;

    /// <param name="leftWidth">Rows of the sum.</param>
    /// <param name="rightWidth">The largest number of columns of the sum.</param>
    public OuterProduct(int leftWidth, int rightWidth)
    {
        _leftWidth = leftWidth;
        _left = new((long)leftWidth * TileRows);
        _sums = new((long)leftWidth * PackedLayer.Pad(rightWidth));
        _right = new(TileRows, PackedLayer.Pad(rightWidth));
        _rows = new(leftWidth);
    }

    /// <summary>Starts a sum of so many columns.</summary>
    public void Begin(int rightWidth)
    {
        _rightWidth = rightWidth;
        (_count, _pending, _empty) = (0, 0, true);
    }

    /// <summary>Adds left ⊗ right. Both must stay as they are until <see cref="End"/>.</summary>
    public void Add(float* left, float* right)
    {
        _right.Pack(_count + _pending, 1, right, _rightWidth, _rightWidth);
        _leftRows[_pending++] = (nint)left;
        if (_pending == PackedMatrix.PanelWidth) Transpose();
        if (_count == TileRows) Multiply();
    }

    /// <summary>Writes the sum, [leftWidth, rightWidth] row-major.</summary>
    public void End(float* target)
    {
        Transpose();
        Multiply();
        if (_empty) new Span<float>(target, _leftWidth * _rightWidth).Clear();
        else
        {
            int stride = PackedLayer.Pad(_rightWidth);
            for (int row = 0; row < _leftWidth; row++, target += _rightWidth)
                new ReadOnlySpan<float>(_sums.Pointer + ((nint)row * stride), _rightWidth).CopyTo(new(target, _rightWidth));
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        _sums.Dispose();
        _right.Dispose();
    }

    /// <summary>Moves the pending left rows to columns: a cache line of each column at a time.</summary>
    private void Transpose()
    {
        float* columns = _left.Pointer + _count;
        for (int index = 0; index < _leftWidth; index++)
        {
            float* column = columns + ((nint)index * TileRows);
            for (int row = 0; row < _pending; row++) column[row] = ((float*)_leftRows[row])[index];
        }

        _count += _pending;
        _pending = 0;
    }

    private void Multiply()
    {
        if (_count == 0) return;
        int stride = PackedLayer.Pad(_rightWidth);
        _rows.Clear();
        for (int row = 0; row < _leftWidth; row++) _rows.Add(_left.Pointer + ((nint)row * TileRows), _sums.Pointer + ((nint)row * stride));
        _rows.MultiplyBy(_right, add: !_empty, _count, stride);
        (_count, _empty) = (0, false);
    }
}
