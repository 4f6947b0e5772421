using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Σ over rows of left ⊗ right, for rows that come one after another; gathered in tiles that the second-level cache holds. The order of
/// the rows alone decides the bits.
/// </summary>
internal sealed unsafe class OuterProduct : IDisposable
{
    private const int TileRows = 128, Group = 6, Lanes = 8;

    private readonly FloatBuffer _left, _right, _sums;
    private int _leftWidth, _rightWidth, _count;
    private bool _empty;

    /// <param name="leftWidth">The largest number of rows of a sum.</param>
    /// <param name="rightWidth">The largest number of columns of a sum.</param>
    public OuterProduct(int leftWidth, int rightWidth)
    {
        int groups = (leftWidth + Group - 1) / Group, columns = PackedLayer.Pad(rightWidth);
        _left = new((long)groups * Group * TileRows);
        _right = new((long)columns * TileRows);
        _sums = new((long)groups * Group * columns);
    }

    /// <summary>Starts a sum of so many rows and columns.</summary>
    public void Begin(int leftWidth, int rightWidth)
    {
        (_leftWidth, _rightWidth) = (leftWidth, rightWidth);
        (_count, _empty) = (0, true);
        // What lies beyond the last column or row is multiplied too, and must not hold what an earlier sum left.
        new Span<float>(_left.Pointer, (int)_left.Length).Clear();
        new Span<float>(_right.Pointer, (int)_right.Length).Clear();
    }

    /// <summary>Adds left ⊗ (scale · right).</summary>
    public void Add(float* left, float* right, float scale = 1)
    {
        // Groups of six of the left row, each [tile, 6].
        float* target = _left.Pointer + (_count * Group);
        int index = 0;
        for (; index <= _leftWidth - Group; index += Group, target += TileRows * Group)
        {
            Vector128.Load(left + index).Store(target);
            Vector64.Load(left + index + 4).Store(target + 4);
        }

        for (int lane = 0; index < _leftWidth; index++, lane++) target[lane] = left[index];

        // Panels of sixteen of the right row, each [tile, 16].
        target = _right.Pointer + (_count * PackedMatrix.PanelWidth);
        for (index = 0; index <= _rightWidth - PackedMatrix.PanelWidth; index += PackedMatrix.PanelWidth)
        {
            (Vector256.Load(right + index) * scale).Store(target);
            (Vector256.Load(right + index + Lanes) * scale).Store(target + Lanes);
            target += TileRows * PackedMatrix.PanelWidth;
        }

        for (int lane = 0; index < _rightWidth; index++, lane++) target[lane] = right[index] * scale;
        if (++_count == TileRows) Multiply();
    }

    /// <summary>Writes the sum, [leftWidth, rightWidth].</summary>
    /// <param name="stride">From a row of the target to the next.</param>
    public void End(float* target, int stride)
    {
        Multiply();
        int columns = PackedLayer.Pad(_rightWidth);
        for (int row = 0; row < _leftWidth; row++, target += stride)
        {
            var written = new Span<float>(target, _rightWidth);
            if (_empty) written.Clear();
            else new ReadOnlySpan<float>(_sums.Pointer + ((nint)row * columns), _rightWidth).CopyTo(written);
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _sums.Dispose();
    }

    private void Multiply()
    {
        if (_count == 0) return;
        int columns = PackedLayer.Pad(_rightWidth);
        int column = 0;
        for (; Vector512.IsHardwareAccelerated && column <= columns - (2 * PackedMatrix.PanelWidth); column += 2 * PackedMatrix.PanelWidth)
        {
            float* panel = _right.Pointer + ((nint)column * TileRows);
            for (int row = 0; row < _leftWidth; row += Group)
            {
                float* sums = _sums.Pointer + ((nint)row * columns) + column;
                MultiplyWide(_left.Pointer + ((nint)row * TileRows), panel, panel + (TileRows * PackedMatrix.PanelWidth), _count, sums, columns, !_empty);
            }
        }

        for (; column < columns; column += PackedMatrix.PanelWidth)
        {
            float* panel = _right.Pointer + ((nint)column * TileRows);
            for (int row = 0; row < _leftWidth; row += Group)
            {
                float* sums = _sums.Pointer + ((nint)row * columns) + column;
                Multiply(_left.Pointer + ((nint)row * TileRows), panel, _count, sums, columns, !_empty);
            }
        }

        (_count, _empty) = (0, false);
    }

    /// <summary>Six rows and thirty-two columns of the sum, by vectors of sixteen lanes: twelve in registers.</summary>
    private static void MultiplyWide(float* left, float* right, float* other, int depth, float* sums, int stride, bool add)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector512<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int k = 0; k < depth; k++, left += Group, right += PackedMatrix.PanelWidth, other += PackedMatrix.PanelWidth)
        {
            Vector512<float> low = Vector512.Load(right), high = Vector512.Load(other);
            var value = Vector512.Create(left[0]);
            a0 = Vector512.MultiplyAddEstimate(value, low, a0);
            a1 = Vector512.MultiplyAddEstimate(value, high, a1);
            value = Vector512.Create(left[1]);
            b0 = Vector512.MultiplyAddEstimate(value, low, b0);
            b1 = Vector512.MultiplyAddEstimate(value, high, b1);
            value = Vector512.Create(left[2]);
            c0 = Vector512.MultiplyAddEstimate(value, low, c0);
            c1 = Vector512.MultiplyAddEstimate(value, high, c1);
            value = Vector512.Create(left[3]);
            d0 = Vector512.MultiplyAddEstimate(value, low, d0);
            d1 = Vector512.MultiplyAddEstimate(value, high, d1);
            value = Vector512.Create(left[4]);
            e0 = Vector512.MultiplyAddEstimate(value, low, e0);
            e1 = Vector512.MultiplyAddEstimate(value, high, e1);
            value = Vector512.Create(left[5]);
            f0 = Vector512.MultiplyAddEstimate(value, low, f0);
            f1 = Vector512.MultiplyAddEstimate(value, high, f1);
        }

        WideRowProduct.Store(sums, a0, a1, add);
        WideRowProduct.Store(sums + stride, b0, b1, add);
        WideRowProduct.Store(sums + (2 * stride), c0, c1, add);
        WideRowProduct.Store(sums + (3 * stride), d0, d1, add);
        WideRowProduct.Store(sums + (4 * stride), e0, e1, add);
        WideRowProduct.Store(sums + (5 * stride), f0, f1, add);
    }

    /// <summary>Six rows and sixteen columns of the sum: twelve vectors in registers.</summary>
    private static void Multiply(float* left, float* right, int depth, float* sums, int stride, bool add)
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int k = 0; k < depth; k++, left += Group, right += PackedMatrix.PanelWidth)
        {
            Vector256<float> low = Vector256.Load(right), high = Vector256.Load(right + Lanes);
            var value = Vector256.Create(left[0]);
            a0 = Vector256.MultiplyAddEstimate(value, low, a0);
            a1 = Vector256.MultiplyAddEstimate(value, high, a1);
            value = Vector256.Create(left[1]);
            b0 = Vector256.MultiplyAddEstimate(value, low, b0);
            b1 = Vector256.MultiplyAddEstimate(value, high, b1);
            value = Vector256.Create(left[2]);
            c0 = Vector256.MultiplyAddEstimate(value, low, c0);
            c1 = Vector256.MultiplyAddEstimate(value, high, c1);
            value = Vector256.Create(left[3]);
            d0 = Vector256.MultiplyAddEstimate(value, low, d0);
            d1 = Vector256.MultiplyAddEstimate(value, high, d1);
            value = Vector256.Create(left[4]);
            e0 = Vector256.MultiplyAddEstimate(value, low, e0);
            e1 = Vector256.MultiplyAddEstimate(value, high, e1);
            value = Vector256.Create(left[5]);
            f0 = Vector256.MultiplyAddEstimate(value, low, f0);
            f1 = Vector256.MultiplyAddEstimate(value, high, f1);
        }

        RowProduct.Store(sums, a0, a1, add);
        RowProduct.Store(sums + stride, b0, b1, add);
        RowProduct.Store(sums + (2 * stride), c0, c1, add);
        RowProduct.Store(sums + (3 * stride), d0, d1, add);
        RowProduct.Store(sums + (4 * stride), e0, e1, add);
        RowProduct.Store(sums + (5 * stride), f0, f1, add);
    }
}
