using HmRnnInk.Model;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The forward pass of the fused HM-LSTM over some lines of a window. A boundary is 0 or 1, so a product with a gated input is a product
/// with fewer rows: V takes the lines whose layer ended a segment at the step before, W those whose layer below ends one now, and
/// a layer that copies costs nothing, but for what its boundaries' gradients ask for.
/// </summary>
internal sealed unsafe class HmLstmForward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly RowList _recurrent = new(lines), _topDown = new(lines), _bottomUp = new(lines);
    private readonly List<int> _copied = new(lines); // rows at which a layer begins to copy

    /// <param name="outputs">h, [time, batch, d] contiguous, a pointer for each layer: written.</param>
    public void Run(nint[] outputs)
    {
        for (int time = 0; time < window.Time; time++)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int layer = 0; layer < window.Layers.Length; layer++)
            {
                Multiply(layer, firstRow);
                for (int row = firstRow; row < firstRow + lines; row++) Advance(layer, row, (float*)outputs[layer]);
            }
        }
    }

    private void Multiply(int layer, int firstRow)
    {
        LayerWindow here = window.Layers[layer];
        int width = window.Width, batch = window.Batch;
        _recurrent.Clear();
        _topDown.Clear();
        _bottomUp.Clear();
        _copied.Clear();
        for (int row = firstRow; row < firstRow + lines; row++)
        {
            bool ended = here.Boundaries[row], endedBelow = window.EndedBelow(layer, row);
            Operation operation = here.Operations[row] = ended ? Operation.Flush : endedBelow ? Operation.Update : Operation.Copy;
            bool copies = operation == Operation.Copy;
            if (!copies || row < batch) here.HasCopiedSums[row % batch] = false;
            if (!NeedsGates(layer, row)) continue;

            float* gates = here.Gates.Pointer + ((nint)row * 4 * width);
            if (here.HasCopiedSums[row % batch]) CopiedSums(here, row).CopyTo(new(gates, 4 * width));
            else
            {
                _recurrent.Add(here.Hidden.Pointer + ((nint)row * width), gates);
                if (copies) _copied.Add(row);
            }

            if (ended) _topDown.Add(window.Layers[layer + 1].Hidden.Pointer + ((nint)row * width), gates);
            if (window.ReadsBelow(layer, row)) _bottomUp.Add(window.InputBelow(layer, row), gates);
        }

        PackedLayer weights = window.Weights[layer];
        _recurrent.MultiplyBy(weights.Recurrent, add: false);
        foreach (int row in _copied)
        {
            new ReadOnlySpan<float>(here.Gates.Pointer + ((nint)row * 4 * width), 4 * width).CopyTo(CopiedSums(here, row));
            here.HasCopiedSums[row % batch] = true;
        }

        if (weights.TopDown is not null) _topDown.MultiplyBy(weights.TopDown, add: true);
        _bottomUp.MultiplyBy(weights.BottomUp, add: true);
    }

    /// <summary>What a copying layer would have written matters to the boundaries' gradients alone.</summary>
    private bool NeedsGates(int layer, int row) =>
        window.Layers[layer].Operations[row] != Operation.Copy || (window.Differentiates && window.AsksForDifferences(layer, row));

    private Span<float> CopiedSums(LayerWindow layer, int row) =>
        new(layer.CopiedSums.Pointer + ((nint)(row % window.Batch) * 4 * window.Width), 4 * window.Width);

    private void Advance(int layer, int row, float* output)
    {
        LayerWindow here = window.Layers[layer];
        PackedLayer weights = window.Weights[layer];
        int width = window.Width, after = row + window.Batch, size = window.Config.Hidden;
        Operation operation = here.Operations[row];
        float* gates = here.Gates.Pointer + ((nint)row * 4 * width);
        float* cell = here.Cell.Pointer + ((nint)row * width), nextCell = here.Cell.Pointer + ((nint)after * width);
        float* hidden = here.Hidden.Pointer + ((nint)row * width), nextHidden = here.Hidden.Pointer + ((nint)after * width);
        if (operation == Operation.Copy)
        {
            if (NeedsGates(layer, row)) CellKernels.Activate(gates, weights.Bias, width);
            new ReadOnlySpan<float>(cell, width).CopyTo(new(nextCell, width));
            new ReadOnlySpan<float>(hidden, width).CopyTo(new(nextHidden, width));
        }
        else
        {
            CellKernels.Activate(gates, weights.Bias, width);
            CellKernels.Renew(gates, window.CandidateMask(layer, row), cell, nextCell, nextHidden, width, operation == Operation.Flush);
        }

        new ReadOnlySpan<float>(nextHidden, size).CopyTo(new(output + ((nint)row * size), size));
        if (window.Config.HasDetector(layer)) here.Boundaries[after] = Detect(layer, row);
    }

    private bool Detect(int layer, int row)
    {
        LayerWindow here = window.Layers[layer];
        bool silent = window.IsSilent(layer, row);
        if (silent && !window.Differentiates) return false;

        here.BoundaryPreActivations[row] = BoundaryPreActivation(layer, row);
        return !silent && window.BoundaryBeforeClamp(layer, row) > 0.5f;
    }

    private float BoundaryPreActivation(int layer, int row)
    {
        LayerWindow here = window.Layers[layer];
        PackedLayer weights = window.Weights[layer];
        int width = window.Width;
        float sum = weights.BoundaryBias + VectorRows.Dot(weights.BoundaryRecurrent, here.Hidden.Pointer + ((nint)row * width), width);
        if (here.Boundaries[row])
            sum += VectorRows.Dot(weights.BoundaryTopDown, window.Layers[layer + 1].Hidden.Pointer + ((nint)row * width), width);
        if (window.ReadsBelow(layer, row))
            sum += VectorRows.Dot(weights.BoundaryBottomUp, window.InputBelow(layer, row), weights.InputWidth);
        return sum;
    }
}
