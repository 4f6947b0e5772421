using System.Diagnostics;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The right side of a product, packed once per window and used at each of its steps. (A library's product would pack it again at each
/// step.) It consists of panels of <see cref="TrainingKernels.PanelWidth"/> columns, each [depth, width], then one of half that width if
/// columns remain.
/// </summary>
/// <remarks>
/// A step engine uses the same kernels with a <see cref="PackedMatrix"/>, which is packed only once and mostly read by one stream. So its
/// panels have eight vectors, and its outputs are padded to whole panels. Here many rows are multiplied by a panel, which is contiguous to
/// stay in the first-level cache, and the outputs of a batch have no room for such padding.
/// </remarks>
internal sealed unsafe class TrainingMatrix : IDisposable
{
    private readonly int _depth, _columns;
    private readonly FloatBuffer _panels;

    /// <param name="depth">The number of rows, over which the product sums.</param>
    /// <param name="columns">A multiple of <see cref="SimdKernels.UnitMultiple"/>.</param>
    public TrainingMatrix(int depth, int columns)
    {
        Debug.Assert(columns % SimdKernels.UnitMultiple == 0);
        (_depth, _columns) = (depth, columns);
        _panels = new((long)depth * columns);
    }

    /// <summary>Writes columns [column, column + count) as the transpose of rows of a row-major matrix.</summary>
    /// <param name="source">[count, depth].</param>
    public void PackTransposed(int column, int count, float* source)
    {
        for (int done = 0; done < count;)
        {
            float* panel = Panel(column + done, out int width, out int lane);
            int lanes = Math.Min(width - lane, count - done);
            float* rows = source + ((nint)done * _depth);
            for (int k = 0; k < _depth; k++)
                for (int index = 0; index < lanes; index++) panel[(k * width) + lane + index] = rows[(index * _depth) + k];
            done += lanes;
        }
    }

    /// <summary>Writes rows [row, row + count) from a row-major matrix; columns beyond <paramref name="width"/> stay 0.</summary>
    /// <param name="source">[count, width].</param>
    public void Pack(int row, int count, float* source, int width)
    {
        for (int column = 0; column < width;)
        {
            float* panel = Panel(column, out int panelWidth, out _);
            int lanes = Math.Min(panelWidth, width - column);
            for (int k = 0; k < count; k++)
                new ReadOnlySpan<float>(source + ((nint)k * width) + column, lanes).CopyTo(new(panel + ((row + k) * panelWidth), lanes));
            column += lanes;
        }
    }

    /// <summary>Computes output = input · matrix for each row, or += if <paramref name="add"/> is set.</summary>
    /// <param name="rows">Inputs with one value per row of the matrix, and outputs with one value per column.</param>
    public void Multiply(RowList rows, bool add)
    {
        if (rows.Count == 0) return;
        for (int column = 0; column < _columns;)
        {
            TrainingKernels kernels = TrainingKernels.ForColumns(_columns - column);
            PanelPair panel = new(Panel(column, out int width, out _), width * sizeof(float), _depth, column);
            kernels.Multiply(in panel, rows.Inputs, step: 1, rows.Outputs, rows.Count, add);
            column += width;
        }

        GC.KeepAlive(rows);
    }

    public void Dispose() => _panels.Dispose();

    /// <summary>The panel that contains a column.</summary>
    /// <param name="width">The number of columns in the panel.</param>
    /// <param name="lane">The index of the column in the panel.</param>
    private float* Panel(int column, out int width, out int lane)
    {
        int whole = _columns / TrainingKernels.Best.PanelWidth * TrainingKernels.Best.PanelWidth;
        int first = column < whole ? 0 : whole;
        width = TrainingKernels.ForColumns(_columns - first).PanelWidth;
        lane = (column - first) % width;
        return _panels.Pointer + ((nint)(column - lane) * _depth);
    }
}
