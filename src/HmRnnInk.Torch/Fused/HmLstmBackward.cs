using HmRnnInk.Model;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The backward pass of the fused HM-LSTM over some lines of a window: the gradients of the pre-activations, left in the window for the
/// weights' gradients, and of the input. Derived in docs/fused-recurrence.md. Where a layer copied, its pre-activations have no
/// gradient: such rows take no part in the products.
/// </summary>
internal sealed unsafe class HmLstmBackward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly RowList _recurrent = new(lines), _topDown = new(lines), _bottomUp = new(lines);

    /// <param name="hiddenGradients">∂/∂h, [time, batch, d] contiguous, a pointer for each layer.</param>
    /// <param name="boundaryGradients">∂/∂z, [time, batch] contiguous, a pointer for each layer with a detector.</param>
    /// <param name="embeddedGradient">∂/∂ of the input, [time, batch, embedding] contiguous: written.</param>
    public void Run(nint[] hiddenGradients, nint[] boundaryGradients, float* embeddedGradient)
    {
        foreach (LayerWindow layer in window.Layers)
        {
            long first = (long)firstLine * window.Width;
            int size = lines * window.Width;
            new Span<float>(layer.HiddenGradient.Pointer + first, size).Clear();
            new Span<float>(layer.CellGradient.Pointer + first, size).Clear();
            layer.CarriedBoundaryGradients.AsSpan(firstLine, lines).Clear();
        }

        for (int time = window.Time - 1; time >= 0; time--)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int layer = window.Layers.Length - 1; layer >= 0; layer--)
            {
                float* ofBoundaries = layer < boundaryGradients.Length ? (float*)boundaryGradients[layer] : null;
                float* ofHidden = (float*)hiddenGradients[layer];
                for (int row = firstRow; row < firstRow + lines; row++) Retreat(layer, row, ofHidden, ofBoundaries);
                Multiply(layer, firstRow);
                for (int row = firstRow; row < firstRow + lines; row++) Distribute(layer, row, embeddedGradient);
            }
        }
    }

    /// <summary>From ∂h, ∂c and ∂z of a step to its pre-activations, and to the step before as far as mixing goes.</summary>
    private void Retreat(int layer, int row, float* hiddenGradients, float* boundaryGradients)
    {
        LayerWindow here = window.Layers[layer];
        int width = window.Width, size = window.Config.Hidden, line = row % window.Batch;
        float* hiddenGradient = here.HiddenGradient.Pointer + ((nint)line * width);
        float* cellGradient = here.CellGradient.Pointer + ((nint)line * width);
        float* gates = here.Gates.Pointer + ((nint)here.ActivationRows[row] * 4 * width);
        float* cell = here.Cell.Pointer + ((nint)row * width), hidden = here.Hidden.Pointer + ((nint)row * width);
        VectorRows.Add(hiddenGradient, hiddenGradients + ((nint)row * size), size);

        Operation operation = here.Operations[row];
        float* nextCell = here.Cell.Pointer + ((nint)(row + window.Batch) * width);
        bool flush = operation == Operation.Flush;
        float* mask = window.CandidateMask(layer, row);
        MixingSums sums = operation == Operation.Copy
            ? CellKernels.CopyBack(gates, mask, cell, hidden, hiddenGradient, cellGradient, width)
            : CellKernels.RenewBack(gates, mask, cell, nextCell, hidden, hiddenGradient, cellGradient, width, flush);

        float ofCopying = sums.KeptHidden + sums.KeptCell, ofUpdating = sums.Written + sums.Forgotten;
        if (window.Config.HasDetector(layer))
        {
            float ofBoundary = here.CarriedBoundaryGradients[line] + boundaryGradients[row];
            here.BoundaryGradients[row] = ThroughDetector(layer, row, ofBoundary, ref ofCopying);
        }

        // copy = (1 − z)(1 − zb), update = (1 − z)·zb.
        float ended = here.Boundaries[row] ? 1 : 0, endedBelow = window.EndedBelow(layer, row) ? 1 : 0;
        here.CarriedBoundaryGradients[line] = sums.Written - ((1 - endedBelow) * ofCopying) - (endedBelow * ofUpdating);
        if (layer > 0) window.Layers[layer - 1].CarriedBoundaryGradients[line] += (1 - ended) * (ofUpdating - ofCopying);
    }

    /// <summary>From ∂z to ∂s by the straight-through estimator, and, where z = ẑ·(1 − copy), to copy.</summary>
    private float ThroughDetector(int layer, int row, float gradient, ref float ofCopying)
    {
        float beforeClamp = window.BoundaryBeforeClamp(layer, row);
        if (layer > 0 && !window.Config.RecomputeBoundaryOnCopy)
        {
            if (beforeClamp > 0.5f) ofCopying -= gradient;
            if (window.Layers[layer].Operations[row] == Operation.Copy) return 0;
        }

        return beforeClamp is >= 0 and <= 1 ? gradient * (window.Slope / 2) : 0;
    }

    private void Multiply(int layer, int firstRow)
    {
        LayerWindow here = window.Layers[layer];
        PackedLayer weights = window.Weights[layer];
        int width = window.Width;
        _recurrent.Clear();
        _topDown.Clear();
        _bottomUp.Clear();
        for (int row = firstRow; row < firstRow + lines; row++)
        {
            if (here.Operations[row] == Operation.Copy) continue;
            int line = row % window.Batch;
            float* gradient = here.Gates.Pointer + ((nint)row * 4 * width);
            _recurrent.Add(gradient, here.HiddenGradient.Pointer + ((nint)line * width));
            if (ReadsAbove(layer, row)) _topDown.Add(gradient, window.FromAbove.Pointer + ((nint)line * width));
            if (ReadsBelow(layer, row)) _bottomUp.Add(gradient, window.FromBelow.Pointer + ((nint)line * window.WidestInput));
        }

        _recurrent.MultiplyBy(weights.RecurrentBack, add: false);
        if (weights.TopDownBack is not null) _topDown.MultiplyBy(weights.TopDownBack, add: false);
        _bottomUp.MultiplyBy(weights.BottomUpBack, add: false);
    }

    /// <summary>Adds the boundary's row, and hands the gradients to the layers and boundaries they belong to.</summary>
    private void Distribute(int layer, int row, float* embeddedGradient)
    {
        LayerWindow here = window.Layers[layer];
        PackedLayer weights = window.Weights[layer];
        int width = window.Width, line = row % window.Batch, inputs = PackedLayer.Pad(weights.InputWidth);
        bool copies = here.Operations[row] == Operation.Copy, detects = window.Config.HasDetector(layer);
        float ofBoundary = detects ? here.BoundaryGradients[row] : 0;
        if (copies && ofBoundary == 0) return;

        if (ofBoundary != 0)
            VectorRows.AddScaled(here.HiddenGradient.Pointer + ((nint)line * width), ofBoundary, weights.BoundaryRecurrent, width);

        if (detects && ReadsAbove(layer, row))
        {
            LayerWindow above = window.Layers[layer + 1];
            float* gradient = window.FromAbove.Pointer + ((nint)line * width), hidden = above.Hidden.Pointer + ((nint)row * width);
            if (copies) new Span<float>(gradient, width).Clear();
            VectorRows.AddScaled(gradient, ofBoundary, weights.BoundaryTopDown, width);
            here.CarriedBoundaryGradients[line] += VectorRows.Dot(gradient, hidden, width);
            if (here.Boundaries[row]) VectorRows.Add(above.HiddenGradient.Pointer + ((nint)line * width), gradient, width);
        }

        if (ReadsBelow(layer, row))
        {
            float* gradient = window.FromBelow.Pointer + ((nint)line * window.WidestInput);
            if (copies) new Span<float>(gradient, inputs).Clear();
            VectorRows.AddScaled(gradient, ofBoundary, weights.BoundaryBottomUp, inputs);
            if (layer == 0)
            {
                int size = weights.InputWidth;
                new ReadOnlySpan<float>(gradient, size).CopyTo(new(embeddedGradient + ((nint)row * size), size));
            }
            else
            {
                LayerWindow below = window.Layers[layer - 1];
                below.CarriedBoundaryGradients[line] += VectorRows.Dot(gradient, window.InputBelow(layer, row), width);
                if (window.EndedBelow(layer, row)) VectorRows.Add(below.HiddenGradient.Pointer + ((nint)line * width), gradient, width);
            }
        }
    }

    /// <summary>
    /// Whether anything asks for the gradient of z·h of the layer above: h, where z = 1, or z, where its own gradient goes on. Nobody asks
    /// for that of z before the window.
    /// </summary>
    private bool ReadsAbove(int layer, int row) =>
        window.Config.HasDetector(layer)
        && (window.Layers[layer].Boundaries[row] || (row >= window.Batch && PassesGradient(layer, row - window.Batch)));

    /// <summary>The same for the layer below.</summary>
    private bool ReadsBelow(int layer, int row) => window.EndedBelow(layer, row) || PassesGradient(layer - 1, row);

    /// <summary>Whether the gradient of z at a row has any effect: outside |slope·s| ≤ 1 and at ẑ = 0 it is multiplied by 0.</summary>
    private bool PassesGradient(int layer, int row) => window.BoundaryBeforeClamp(layer, row) is >= 0 and <= 1 || FiredIntoCopy(layer, row);

    /// <summary>ẑ = 1, which decides the gradient of copy in z = ẑ·(1 − copy).</summary>
    private bool FiredIntoCopy(int layer, int row) =>
        layer > 0 && !window.Config.RecomputeBoundaryOnCopy && window.BoundaryBeforeClamp(layer, row) > 0.5f;
}
