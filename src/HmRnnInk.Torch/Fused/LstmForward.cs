using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The forward pass of the fused LSTM over some lines of a window, layer by layer. The input of a layer is known before it starts, so W
/// multiplies many steps at once, and only U runs step by step.
/// </summary>
internal sealed unsafe class LstmForward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly int _steps = BlockSteps(lines);
    private readonly RowList _recurrent = new(lines), _bottomUp = new(lines * BlockSteps(lines));

    /// <summary>
    /// The number of steps that W multiplies at once: enough rows to pay for loading the weights into the caches, and few enough that their
    /// gates are still in the second-level cache when their step runs.
    /// </summary>
    public static int BlockSteps(int lines) => Math.Max(1, 96 / lines);

    /// <param name="outputs">h, [time, batch, d] contiguous, one pointer per layer; overwritten.</param>
    public void Run(nint[] outputs)
    {
        using var text = TextPass.Of(window, lines);
        for (int layer = 0; layer < window.Layers.Length; layer++)
        {
            for (int start = 0; start < window.Time; start += _steps)
            {
                int end = Math.Min(start + _steps, window.Time);
                MultiplyBelow(layer, start, end);
                for (int time = start; time < end; time++) Step(layer, (time * window.Batch) + firstLine, (float*)outputs[layer], text);
            }
        }
    }

    /// <summary>Multiplies W by the inputs of some steps.</summary>
    private void MultiplyBelow(int layer, int start, int end)
    {
        _bottomUp.Clear();
        for (int time = start; time < end; time++)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int row = firstRow; row < firstRow + lines; row++) _bottomUp.Add(window.InputBelow(layer, row), Gates(layer, row));
        }

        window.Weights[layer].BottomUp.Multiply(_bottomUp, add: false);
    }

    private void Step(int layer, int firstRow, float* output, TextPass? text)
    {
        LayerWindow here = window.Layers[layer];
        TrainingLayer weights = window.Weights[layer];
        int width = window.Width, size = window.Config.Hidden;
        _recurrent.Clear();
        for (int row = firstRow; row < firstRow + lines; row++)
            _recurrent.Add(here.Hidden.Pointer + ((nint)row * width), Gates(layer, row));
        weights.Recurrent.Multiply(_recurrent, add: true);

        for (int row = firstRow; row < firstRow + lines; row++)
        {
            float* gates = Gates(layer, row), cell = here.Cell.Pointer + ((nint)row * width);
            nint after = (nint)(row + window.Batch) * width;
            TrainingKernels.Best.Activate(gates, text is null ? weights.Bias : text.BiasWithText(layer, row, weights.Bias), width);
            TrainingKernels.Best.ComputeState(
                gates, window.CandidateMask(layer, row), cell,
                here.Cell.Pointer + after, here.Hidden.Pointer + after, width, usesForgetGate: true);
            new ReadOnlySpan<float>(here.Hidden.Pointer + after, size).CopyTo(new(output + ((nint)row * size), size));
        }

        if (layer == 0) text?.Advance(firstRow);
    }

    private float* Gates(int layer, int row) => window.Layers[layer].Gates.Pointer + ((nint)row * 4 * window.Width);
}
