using System.Diagnostics;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The right side of a product, packed anew for each window and serving every step of it; a library's product would pack it again at each.
/// Panels of <see cref="TrainingKernels.PanelWidth"/> columns, each [depth, width], then one of half that width if so many are left.
/// </summary>
/// <remarks>
/// Not a step engine's <see cref="PackedMatrix"/>, though the kernels are the same. That one is packed once for good and mostly read by one
/// stream, so it sets eight vectors side by side and pads its outputs to whole panels. Here many rows pass over a panel, which is
/// contiguous to stay in the first-level cache, and the outputs of a batch have no room for such padding.
/// </remarks>
internal sealed unsafe class TrainingMatrix : IDisposable
{
    private readonly int _depth, _columns;
    private readonly FloatBuffer _panels;

    /// <param name="depth">Rows: what the product sums over.</param>
    /// <param name="columns">A multiple of <see cref="SimdKernels.UnitMultiple"/>.</param>
    public TrainingMatrix(int depth, int columns)
    {
        Debug.Assert(columns % SimdKernels.UnitMultiple == 0);
        (_depth, _columns) = (depth, columns);
        _panels = new((long)depth * columns);
    }

    /// <summary>Writes columns [column, column + count) as the transpose of rows of a row-major matrix.</summary>
    /// <param name="source">[count, depth], its rows <paramref name="stride"/> apart.</param>
    public void PackTransposed(int column, int count, float* source, int stride)
    {
        for (int done = 0; done < count;)
        {
            float* panel = Panel(column + done, out int width, out int lane);
            int lanes = Math.Min(width - lane, count - done);
            float* rows = source + ((nint)done * stride);
            for (int k = 0; k < _depth; k++)
                for (int index = 0; index < lanes; index++) panel[(k * width) + lane + index] = rows[(index * stride) + k];
            done += lanes;
        }
    }

    /// <summary>Writes rows [row, row + count) from a row-major matrix; columns beyond <paramref name="width"/> stay 0.</summary>
    /// <param name="source">[count, width], its rows <paramref name="stride"/> apart.</param>
    public void Pack(int row, int count, float* source, int width, int stride)
    {
        for (int column = 0; column < width;)
        {
            float* panel = Panel(column, out int panelWidth, out _);
            int lanes = Math.Min(panelWidth, width - column);
            for (int k = 0; k < count; k++)
                new ReadOnlySpan<float>(source + ((nint)k * stride) + column, lanes).CopyTo(new(panel + ((row + k) * panelWidth), lanes));
            column += lanes;
        }
    }

    /// <summary>Each output = its input · matrix, or += with <paramref name="add"/>.</summary>
    /// <param name="rows">Inputs of as many values as the matrix has rows, outputs of as many as it has columns.</param>
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

    /// <summary>The panel that has a column.</summary>
    /// <param name="width">Its columns.</param>
    /// <param name="lane">Which of them it is.</param>
    private float* Panel(int column, out int width, out int lane)
    {
        int whole = _columns / TrainingKernels.Best.PanelWidth * TrainingKernels.Best.PanelWidth;
        int first = column < whole ? 0 : whole;
        width = TrainingKernels.ForColumns(_columns - first).PanelWidth;
        lane = (column - first) % width;
        return _panels.Pointer + ((nint)(column - lane) * _depth);
    }
}
