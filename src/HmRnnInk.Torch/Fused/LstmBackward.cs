using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The backward pass of the fused LSTM over some lines of a window, from the top layer down. It computes the gradients of the input, of the
/// state before the window, and of the pre-activations, which stay in the window for the gradients of the weights.
/// </summary>
internal sealed unsafe class LstmBackward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly int _steps = LstmForward.BlockSteps(lines);
    private readonly RowList _recurrent = new(lines), _bottomUp = new(lines * LstmForward.BlockSteps(lines));

    /// <param name="hiddenGradients">∂/∂h, [time, batch, d] contiguous, one pointer per layer.</param>
    /// <param name="embeddedGradient">The gradient of the input, [time, batch, embedding] contiguous; overwritten.</param>
    /// <param name="textVectorGradients">∂/∂w, [time, batch, alphabet] contiguous; null without texts.</param>
    public void Run(nint[] hiddenGradients, float* embeddedGradient, float* textVectorGradients)
    {
        using var text = TextPass.Of(window, lines);
        text?.BeginBackward(firstLine, textVectorGradients);
        for (int layer = window.Layers.Length - 1; layer >= 0; layer--)
        {
            LayerWindow here = window.Layers[layer];
            long first = (long)firstLine * window.Width;
            new Span<float>(here.HiddenGradient.Pointer + first, lines * window.Width).Clear();
            new Span<float>(here.CellGradient.Pointer + first, lines * window.Width).Clear();
            for (int end = window.Time; end > 0; end -= _steps)
            {
                int start = Math.Max(0, end - _steps);
                for (int time = end - 1; time >= start; time--)
                    Step(layer, (time * window.Batch) + firstLine, (float*)hiddenGradients[layer], text);
                PropagateDown(layer, start, end, embeddedGradient);
            }
        }
    }

    /// <summary>Propagates ∂h and ∂c of a step to its pre-activations, and through U to the previous step.</summary>
    private void Step(int layer, int firstRow, float* hiddenGradients, TextPass? text)
    {
        LayerWindow here = window.Layers[layer];
        int width = window.Width, size = window.Config.Hidden;
        bool top = layer == window.Layers.Length - 1;
        _recurrent.Clear();
        if (layer == 0) text?.StepBackward(firstRow);
        for (int row = firstRow; row < firstRow + lines; row++)
        {
            nint at = (nint)row * width, after = (nint)(row + window.Batch) * width, line = (nint)(row % window.Batch) * width;
            float* gradient = here.HiddenGradient.Pointer + line;
            VectorRows.Add(gradient, hiddenGradients + ((nint)row * size), size);
            if (!top) VectorRows.Add(gradient, InputGradient(row), width); // written by the layer above
            TrainingKernels.Best.ComputeStateBackward(
                Gates(layer, row), window.CandidateMask(layer, row), here.Cell.Pointer + at, here.Cell.Pointer + after, gradient,
                here.CellGradient.Pointer + line, width, usesForgetGate: true);
            text?.ProjectBackward(layer, row, Gates(layer, row), 0);
            _recurrent.Add(Gates(layer, row), gradient);
        }

        window.Weights[layer].RecurrentBack.Multiply(_recurrent, add: false);
    }

    /// <summary>Propagates through W to the input of the layer. The result replaces the gradient from the layer above.</summary>
    private void PropagateDown(int layer, int start, int end, float* embeddedGradient)
    {
        _bottomUp.Clear();
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int row = firstRow; row < firstRow + lines; row++) _bottomUp.Add(Gates(layer, row), InputGradient(row));
        }

        window.Weights[layer].BottomUpBack.Multiply(_bottomUp, add: false);
        if (layer > 0) return;
        int size = window.Config.Embedding;
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int row = firstRow; row < firstRow + lines; row++)
                new ReadOnlySpan<float>(InputGradient(row), size).CopyTo(new(embeddedGradient + ((nint)row * size), size));
        }
    }

    private float* Gates(int layer, int row) => window.Layers[layer].Gates.Pointer + ((nint)row * 4 * window.Width);

    private float* InputGradient(int row) => window.BottomUpInputGradient.Pointer + ((nint)row * window.WidestInput);
}
