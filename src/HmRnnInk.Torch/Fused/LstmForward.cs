using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The forward pass of the fused LSTM over some lines of a window, layer by layer. The input of a layer is known before it starts, so W
/// multiplies many steps at once, and only U runs step by step.
/// </summary>
internal sealed unsafe class LstmForward : IDisposable
{
    private readonly RecurrentWindow _window;
    private readonly int _firstLine, _lines, _steps;
    private readonly RowList _recurrent, _bottomUp;
    private readonly TextPass? _text;

    public LstmForward(RecurrentWindow window, int firstLine, int lines)
    {
        (_window, _firstLine, _lines) = (window, firstLine, lines);
        _steps = BlockSteps(lines);
        (_recurrent, _bottomUp) = (new(lines), new(lines * _steps));
        _text = TextPass.Of(window, lines);
    }

    /// <summary>
    /// The number of steps that W multiplies at once: enough rows to pay for loading the weights into the caches, and few enough that their
    /// gates are still in the second-level cache when their step runs.
    /// </summary>
    public static int BlockSteps(int lines) => Math.Max(1, 96 / lines);

    /// <param name="outputs">h, [time, batch, d] contiguous, one pointer per layer; overwritten.</param>
    public void Run(nint[] outputs)
    {
        for (int layer = 0; layer < _window.Layers.Length; layer++)
        {
            for (int start = 0; start < _window.Time; start += _steps)
            {
                int end = Math.Min(start + _steps, _window.Time);
                MultiplyBelow(layer, start, end);
                for (int time = start; time < end; time++) Step(layer, (time * _window.Batch) + _firstLine, (float*)outputs[layer]);
            }
        }
    }

    public void Dispose() => _text?.Dispose();

    /// <summary>Multiplies W by the inputs of some steps.</summary>
    private void MultiplyBelow(int layer, int start, int end)
    {
        _bottomUp.Clear();
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * _window.Batch) + _firstLine;
            for (int row = firstRow; row < firstRow + _lines; row++) _bottomUp.Add(_window.InputBelow(layer, row), Gates(layer, row));
        }

        _window.Weights[layer].BottomUp.Multiply(_bottomUp, add: false);
    }

    private void Step(int layer, int firstRow, float* output)
    {
        LayerWindow here = _window.Layers[layer];
        TrainingLayer weights = _window.Weights[layer];
        int width = _window.Width, size = _window.Config.Hidden;
        _recurrent.Clear();
        for (int row = firstRow; row < firstRow + _lines; row++)
            _recurrent.Add(here.Hidden.Pointer + ((nint)row * width), Gates(layer, row));
        weights.Recurrent.Multiply(_recurrent, add: true);

        for (int row = firstRow; row < firstRow + _lines; row++)
        {
            float* gates = Gates(layer, row), cell = here.Cell.Pointer + ((nint)row * width);
            nint after = (nint)(row + _window.Batch) * width;
            TrainingKernels.Best.Activate(gates, _text is null ? weights.Bias : _text.BiasWithText(layer, row, weights.Bias), width);
            TrainingKernels.Best.ComputeState(
                gates, _window.CandidateMask(layer, row), cell,
                here.Cell.Pointer + after, here.Hidden.Pointer + after, width, usesForgetGate: true);
            new ReadOnlySpan<float>(here.Hidden.Pointer + after, size).CopyTo(new(output + ((nint)row * size), size));
        }

        if (layer == 0) _text?.Advance(firstRow);
    }

    private float* Gates(int layer, int row) => _window.Layers[layer].Gates.Pointer + ((nint)row * 4 * _window.Width);
}
