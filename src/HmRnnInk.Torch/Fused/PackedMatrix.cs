using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The right side of a product, laid out for reading once from front to back: panels of <see cref="PanelWidth"/> columns, each
/// [depth, 16]. Packed once a window, it serves every step of it; a library's product would pack it again at each.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>Columns of a panel: two vectors of eight lanes, or one of sixteen.</summary>
    public const int PanelWidth = 16;

    private readonly int _depth, _columns;
    private readonly FloatBuffer _panels;

    /// <param name="depth">Rows: what the product sums over.</param>
    /// <param name="columns">A multiple of <see cref="PanelWidth"/>.</param>
    public PackedMatrix(int depth, int columns)
    {
        Debug.Assert(columns % PanelWidth == 0);
        (_depth, _columns) = (depth, columns);
        _panels = new((long)depth * columns);
    }

    /// <summary>Writes columns [column, column + count) as the transpose of rows of a row-major matrix.</summary>
    /// <param name="source">[count, depth], its rows <paramref name="stride"/> apart.</param>
    public void PackTransposed(int column, int count, float* source, int stride)
    {
        for (int first = 0; first < count; first += PanelWidth)
        {
            int lanes = Math.Min(PanelWidth, count - first);
            float* panel = Panel(column + first), rows = source + ((nint)first * stride);
            for (int k = 0; k < _depth; k++)
                for (int lane = 0; lane < lanes; lane++) panel[(k * PanelWidth) + lane] = rows[(lane * stride) + k];
        }
    }

    /// <summary>Writes rows [row, row + count) from a row-major matrix; columns beyond <paramref name="width"/> stay 0.</summary>
    /// <param name="source">[count, width], its rows <paramref name="stride"/> apart.</param>
    public void Pack(int row, int count, float* source, int width, int stride)
    {
        for (int first = 0; first < width; first += PanelWidth)
        {
            int lanes = Math.Min(PanelWidth, width - first);
            float* panel = Panel(first) + (row * PanelWidth);
            for (int k = 0; k < count; k++)
                new ReadOnlySpan<float>(source + ((nint)k * stride) + first, lanes).CopyTo(new(panel + (k * PanelWidth), lanes));
        }
    }

    /// <summary>outputs[r] = inputs[r] · matrix, or += with <paramref name="add"/>, for <paramref name="rows"/> rows.</summary>
    /// <param name="inputs">[rows], each depth long.</param>
    /// <param name="outputs">[rows], each as long as the matrix has columns.</param>
    public void Multiply(float** inputs, float** outputs, int rows, bool add)
    {
        if (rows == 0) return;
        // A panel stays in the first-level cache while all rows pass over it.
        int column = 0;
        for (; Vector512.IsHardwareAccelerated && column <= _columns - (2 * PanelWidth); column += 2 * PanelWidth)
        {
            float* panel = Panel(column), other = Panel(column + PanelWidth);
            for (int row = 0; row < rows;)
            {
                int left = rows - row;
                row += left >= 8 ? WideRowProduct.Eight(panel, other, _depth, inputs + row, outputs + row, column, add)
                    : left >= 4 ? WideRowProduct.Four(panel, other, _depth, inputs + row, outputs + row, column, add)
                    : left >= 2 ? WideRowProduct.Two(panel, other, _depth, inputs + row, outputs + row, column, add)
                    : WideRowProduct.One(panel, other, _depth, inputs + row, outputs + row, column, add);
            }
        }

        for (; column < _columns; column += PanelWidth)
        {
            float* panel = Panel(column);
            for (int row = 0; row < rows;)
            {
                float** from = inputs + row, to = outputs + row;
                row += (rows - row) switch
                {
                    1 => RowProduct.One(panel, _depth, from, to, column, add),
                    2 => RowProduct.Two(panel, _depth, from, to, column, add),
                    3 => RowProduct.Three(panel, _depth, from, to, column, add),
                    4 or 7 or 8 => RowProduct.Four(panel, _depth, from, to, column, add), // 8 as 4 + 4 and 7 as 4 + 3: fuller than 6 + 2 and 6 + 1
                    5 => RowProduct.Five(panel, _depth, from, to, column, add),
                    _ => RowProduct.Six(panel, _depth, from, to, column, add),
                };
            }
        }
    }

    public void Dispose() => _panels.Dispose();

    private float* Panel(int column) => _panels.Pointer + ((nint)column * _depth);
}
