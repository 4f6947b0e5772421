using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The backward pass of the fused LSTM over some lines of a window, from the top layer down. It computes the gradients of the input, of the
/// state before the window, and of the pre-activations, which stay in the window for the gradients of the weights.
/// </summary>
internal sealed unsafe class LstmBackward : IDisposable
{
    private readonly RecurrentWindow _window;
    private readonly int _firstLine, _lines, _steps;
    private readonly RowList _recurrent, _bottomUp;
    private readonly TextPass? _text;

    public LstmBackward(RecurrentWindow window, int firstLine, int lines)
    {
        (_window, _firstLine, _lines) = (window, firstLine, lines);
        _steps = LstmForward.BlockSteps(lines);
        (_recurrent, _bottomUp) = (new(lines), new(lines * _steps));
        _text = TextPass.Of(window, lines);
    }

    /// <param name="hiddenGradients">∂/∂h, [time, batch, d] contiguous, one pointer per layer.</param>
    /// <param name="embeddedGradient">The gradient of the input, [time, batch, embedding] contiguous; overwritten.</param>
    /// <param name="textVectorGradients">∂/∂w, [time, batch, alphabet] contiguous; null without texts.</param>
    public void Run(nint[] hiddenGradients, float* embeddedGradient, float* textVectorGradients)
    {
        _text?.BeginBackward(_firstLine, textVectorGradients);
        for (int layer = _window.Layers.Length - 1; layer >= 0; layer--)
        {
            LayerWindow here = _window.Layers[layer];
            long first = (long)_firstLine * _window.Width;
            new Span<float>(here.HiddenGradient.Pointer + first, _lines * _window.Width).Clear();
            new Span<float>(here.CellGradient.Pointer + first, _lines * _window.Width).Clear();
            for (int end = _window.Time; end > 0; end -= _steps)
            {
                int start = Math.Max(0, end - _steps);
                for (int time = end - 1; time >= start; time--)
                    Step(layer, (time * _window.Batch) + _firstLine, (float*)hiddenGradients[layer]);
                PropagateDown(layer, start, end, embeddedGradient);
            }
        }
    }

    public void Dispose() => _text?.Dispose();

    /// <summary>Propagates ∂h and ∂c of a step to its pre-activations, and through U to the previous step.</summary>
    private void Step(int layer, int firstRow, float* hiddenGradients)
    {
        LayerWindow here = _window.Layers[layer];
        int width = _window.Width, size = _window.Config.Hidden;
        bool top = layer == _window.Layers.Length - 1;
        _recurrent.Clear();
        if (layer == 0) _text?.StepBackward(firstRow);
        for (int row = firstRow; row < firstRow + _lines; row++)
        {
            nint at = (nint)row * width, after = (nint)(row + _window.Batch) * width, line = (nint)(row % _window.Batch) * width;
            float* gradient = here.HiddenGradient.Pointer + line;
            VectorRows.Add(gradient, hiddenGradients + ((nint)row * size), size);
            if (!top) VectorRows.Add(gradient, InputGradient(row), width); // written by the layer above
            TrainingKernels.Best.ComputeStateBackward(
                Gates(layer, row), _window.CandidateMask(layer, row), here.Cell.Pointer + at, here.Cell.Pointer + after, gradient,
                here.CellGradient.Pointer + line, width, usesForgetGate: true);
            _text?.ProjectBackward(layer, row, Gates(layer, row), 0);
            _recurrent.Add(Gates(layer, row), gradient);
        }

        _window.Weights[layer].RecurrentBack.Multiply(_recurrent, add: false);
    }

    /// <summary>Propagates through W to the input of the layer. The result replaces the gradient from the layer above.</summary>
    private void PropagateDown(int layer, int start, int end, float* embeddedGradient)
    {
        _bottomUp.Clear();
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * _window.Batch) + _firstLine;
            for (int row = firstRow; row < firstRow + _lines; row++) _bottomUp.Add(Gates(layer, row), InputGradient(row));
        }

        _window.Weights[layer].BottomUpBack.Multiply(_bottomUp, add: false);
        if (layer > 0) return;
        int size = _window.Config.Embedding;
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * _window.Batch) + _firstLine;
            for (int row = firstRow; row < firstRow + _lines; row++)
                new ReadOnlySpan<float>(InputGradient(row), size).CopyTo(new(embeddedGradient + ((nint)row * size), size));
        }
    }

    private float* Gates(int layer, int row) => _window.Layers[layer].Gates.Pointer + ((nint)row * 4 * _window.Width);

    private float* InputGradient(int row) => _window.BottomUpInputGradient.Pointer + ((nint)row * _window.WidestInput);
}
