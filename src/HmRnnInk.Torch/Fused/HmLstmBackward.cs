using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The backward pass of the fused HM-LSTM over some lines of a window. It computes the gradients of the input, of the state before the
/// window, and of the pre-activations, which stay in the window for the gradients of the weights (derivation in
/// docs/dev/fused-recurrence.md). The products leave out rows in which the layer copied, because their pre-activations have no gradient.
/// </summary>
internal sealed unsafe class HmLstmBackward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly RowList _recurrent = new(lines), _topDown = new(lines), _bottomUp = new(lines);

    /// <param name="hiddenGradients">∂/∂h, [time, batch, d] contiguous, one pointer per layer.</param>
    /// <param name="boundaryGradients">∂/∂z, [time, batch] contiguous, one pointer per layer with a detector.</param>
    /// <param name="embeddedGradient">The gradient of the input, [time, batch, embedding] contiguous; overwritten.</param>
    /// <param name="textVectorGradients">∂/∂w, [time, batch, alphabet] contiguous; null without texts.</param>
    public void Run(nint[] hiddenGradients, nint[] boundaryGradients, float* embeddedGradient, float* textVectorGradients)
    {
        using var text = TextPass.Of(window, lines);
        text?.BeginBackward(firstLine, textVectorGradients);
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
                if (layer == 0) text?.StepBackward(firstRow);
                for (int row = firstRow; row < firstRow + lines; row++)
                    StepBackward(layer, row, (float*)hiddenGradients[layer], ofBoundaries, text);
                MultiplyByWeights(layer, firstRow);
                for (int row = firstRow; row < firstRow + lines; row++) Distribute(layer, row, embeddedGradient);
            }
        }
    }

    /// <summary>Propagates ∂h, ∂c and ∂z of a step to its pre-activations, and directly to the state of the previous step.</summary>
    private void StepBackward(int layer, int row, float* hiddenGradients, float* boundaryGradients, TextPass? text)
    {
        LayerWindow here = window.Layers[layer];
        int width = window.Width, size = window.Config.Hidden, line = row % window.Batch;
        float* hiddenGradient = here.HiddenGradient.Pointer + ((nint)line * width);
        float* cellGradient = here.CellGradient.Pointer + ((nint)line * width);
        float* gates = here.Gates.Pointer + ((nint)row * 4 * width);
        float* cell = here.Cell.Pointer + ((nint)row * width), hidden = here.Hidden.Pointer + ((nint)row * width);
        VectorRows.Add(hiddenGradient, hiddenGradients + ((nint)row * size), size);

        Operation operation = here.Operations[row];
        bool endedBelow = window.EndedBelow(layer, row);
        float boundaryGradient = 0;
        if (window.Config.HasDetector(layer))
        {
            boundaryGradient = here.CarriedBoundaryGradients[line] + boundaryGradients[row];
            // The straight-through estimator.
            here.BoundaryGradients[row] = window.PassesDetector(layer, row) ? boundaryGradient * (window.Slope / 2) : 0;
        }

        // How the loss would change if the layer did an UPDATE or a FLUSH instead of a COPY, including the change of its boundary.
        bool needsHere = window.NeedsGradientHere(layer, row);
        bool needsBelow = window.NeedsGradientBelow(layer, row) && operation != Operation.Flush;
        float ofUpdate = needsBelow || (needsHere && endedBelow) ? Difference(Operation.Update) : 0;
        here.CarriedBoundaryGradients[line] = !needsHere ? 0 : Difference(Operation.Flush) - (endedBelow ? ofUpdate : 0);
        if (needsBelow) window.Layers[layer - 1].CarriedBoundaryGradients[line] += ofUpdate;

        if (operation != Operation.Copy)
        {
            float* nextCell = here.Cell.Pointer + ((nint)(row + window.Batch) * width);
            TrainingKernels.Best.ComputeStateBackward(
                gates, window.CandidateMask(layer, row), cell, nextCell, hiddenGradient, cellGradient, width,
                window.UsesForgetGate(operation));
            text?.ProjectBackward(layer, row, gates, window.Config.HasDetector(layer) ? here.BoundaryGradients[row] : 0);
        }

        float Difference(Operation instead)
        {
            bool isOther = (instead == Operation.Flush) != (operation == Operation.Flush);
            float difference = TrainingKernels.Best.LossDifference(
                isOther ? here.OtherGates.Pointer + ((nint)row * 4 * width) : gates, window.CandidateMask(layer, row), cell, hidden,
                hiddenGradient, cellGradient, width, window.UsesForgetGate(instead));
            float preActivation = (isOther ? here.OtherBoundaryPreActivations : here.BoundaryPreActivations)[row];
            return window.Config.HasDetector(layer) && window.Fires(layer, row, preActivation) ? difference + boundaryGradient : difference;
        }
    }

    /// <summary>Propagates the gradients of the gates' pre-activations through U, V and W.</summary>
    private void MultiplyByWeights(int layer, int firstRow)
    {
        LayerWindow here = window.Layers[layer];
        TrainingLayer weights = window.Weights[layer];
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
            if (here.Boundaries[row]) _topDown.Add(gradient, window.TopDownInputGradient.Pointer + ((nint)line * width));
            if (window.EndedBelow(layer, row))
                _bottomUp.Add(gradient, window.BottomUpInputGradient.Pointer + ((nint)line * window.WidestInput));
        }

        weights.RecurrentBack.Multiply(_recurrent, add: false);
        weights.TopDownBack?.Multiply(_topDown, add: false);
        weights.BottomUpBack.Multiply(_bottomUp, add: false);
    }

    /// <summary>
    /// Adds the gradients that pass through the detector, and distributes the sums to the layer above and to the layer below or the input.
    /// </summary>
    private void Distribute(int layer, int row, float* embeddedGradient)
    {
        LayerWindow here = window.Layers[layer];
        TrainingLayer weights = window.Weights[layer];
        int width = window.Width, line = row % window.Batch, inputs = SimdKernels.Pad(weights.InputWidth);
        if (here.Operations[row] == Operation.Copy) return;
        float boundaryGradient = window.Config.HasDetector(layer) ? here.BoundaryGradients[row] : 0;
        if (boundaryGradient != 0)
            VectorRows.AddScaled(here.HiddenGradient.Pointer + ((nint)line * width), boundaryGradient, weights.BoundaryRecurrent, width);

        if (here.Boundaries[row])
        {
            float* gradient = window.TopDownInputGradient.Pointer + ((nint)line * width);
            VectorRows.AddScaled(gradient, boundaryGradient, weights.BoundaryTopDown, width);
            VectorRows.Add(window.Layers[layer + 1].HiddenGradient.Pointer + ((nint)line * width), gradient, width);
        }

        if (window.EndedBelow(layer, row))
        {
            float* gradient = window.BottomUpInputGradient.Pointer + ((nint)line * window.WidestInput);
            VectorRows.AddScaled(gradient, boundaryGradient, weights.BoundaryBottomUp, inputs);
            int size = weights.InputWidth;
            if (layer == 0) new ReadOnlySpan<float>(gradient, size).CopyTo(new(embeddedGradient + ((nint)row * size), size));
            else VectorRows.Add(window.Layers[layer - 1].HiddenGradient.Pointer + ((nint)line * width), gradient, width);
        }
    }
}
