using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The gradients of a window's weights. The gradient of a gate's rows of a matrix is a product over all rows of the window that use the
/// matrix, in their order, so the bits do not depend on how the work is divided.
/// </summary>
internal sealed unsafe class RecurrentWeightGradients(RecurrentWindow window)
{
    /// <param name="gradients">One per layer; overwritten.</param>
    /// <param name="textGradients">
    /// Gradients of each layer's weights of w, and of the weights and the bias of the text window; overwritten. Empty without texts.
    /// </param>
    public void Run(LayerTensors[] gradients, Tensor[] textGradients)
    {
        int size = window.Config.Hidden;
        var jobs = new List<Action<OuterProduct>>();
        if (window.Text is { } text)
            jobs.AddRange(new TextWeightGradients(window, text).Jobs(textGradients[..^2], textGradients[^2], textGradients[^1]));
        for (int index = 0; index < gradients.Length; index++)
        {
            int layer = index, inputs = window.Weights[layer].InputWidth;
            nint recurrent = (nint)gradients[layer].Recurrent.Pointer(), bottomUp = (nint)gradients[layer].BottomUp.Pointer();
            nint topDown = gradients[layer].TopDown is Tensor ofTopDown ? (nint)ofTopDown.Pointer() : 0;
            nint bias = (nint)gradients[layer].Bias.Pointer();
            nint topDownBias = gradients[layer].TopDownBias is Tensor ofBias ? (nint)ofBias.Pointer() : 0;
            for (int number = 0; number < 4; number++)
            {
                int gate = number;
                jobs.Add(product => WriteMatrix(product, layer, gate, RecurrentInput, size, (float*)recurrent));
                jobs.Add(product => WriteMatrix(product, layer, gate, BottomUpInput, inputs, (float*)bottomUp));
                if (topDown != 0) jobs.Add(product => WriteMatrix(product, layer, gate, TopDownInput, size, (float*)topDown));
                jobs.Add(_ => WriteBias(layer, gate, (float*)bias, flushesOnly: false));
                if (topDownBias != 0) jobs.Add(_ => WriteBias(layer, gate, (float*)topDownBias, flushesOnly: true));
            }

            if (window.Config.HasDetector(layer))
            {
                jobs.Add(_ => WriteDetector(
                    layer, (float*)recurrent, (float*)bottomUp, (float*)topDown, (float*)bias, (float*)topDownBias));
            }
        }

        OuterProduct.RunInParallel(
            jobs, Math.Max(size, window.Config.TextWindow?.ParameterWidth ?? 0), Math.Max(size, window.Config.Embedding));
    }

    /// <summary>Computes a gate's rows of the gradient of U, W or V.</summary>
    /// <param name="inputs">The number of columns of the matrix.</param>
    private void WriteMatrix(OuterProduct product, int layer, int gate, InputAt inputAt, int inputs, float* gradient)
    {
        int size = window.Config.Hidden;
        product.Begin(size, inputs);
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            float* input = inputAt(layer, row);
            if (input is not null) product.Add(GateGradient(layer, gate, row), input);
        }

        product.End(gradient + ((nint)gate * size * inputs), inputs);
    }

    private void WriteBias(int layer, int gate, float* gradient, bool flushesOnly)
    {
        LayerWindow here = window.Layers[layer];
        int size = window.Config.Hidden;
        float* sums = gradient + (gate * size);
        new Span<float>(sums, size).Clear();
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            bool isUsed = flushesOnly ? here.Boundaries[row] : here.Operations[row] != Operation.Copy;
            if (isUsed) VectorRows.Add(sums, GateGradient(layer, gate, row), size);
        }
    }

    /// <summary>Computes the last row of the gradient of each matrix and bias, which belongs to the detector.</summary>
    private void WriteDetector(int layer, float* recurrent, float* bottomUp, float* topDown, float* bias, float* topDownBias)
    {
        LayerWindow here = window.Layers[layer];
        int size = window.Config.Hidden, inputs = window.Weights[layer].InputWidth;
        float* ofRecurrent = recurrent + ((nint)4 * size * size), ofTopDown = topDown + ((nint)4 * size * size);
        float* ofBottomUp = bottomUp + ((nint)4 * size * inputs);
        new Span<float>(ofRecurrent, size).Clear();
        new Span<float>(ofTopDown, size).Clear();
        new Span<float>(ofBottomUp, inputs).Clear();
        double ofBias = 0, ofTopDownBias = 0;
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            float gradient = here.BoundaryGradients[row];
            if (gradient == 0) continue;
            ofBias += gradient;
            VectorRows.AddScaled(ofRecurrent, gradient, here.Hidden.Pointer + ((nint)row * window.Width), size);
            if (here.Boundaries[row])
            {
                ofTopDownBias += gradient;
                VectorRows.AddScaled(ofTopDown, gradient, TopDownInput(layer, row), size);
            }

            if (window.EndedBelow(layer, row)) VectorRows.AddScaled(ofBottomUp, gradient, window.InputBelow(layer, row), inputs);
        }

        bias[4 * size] = (float)ofBias;
        if (topDownBias is not null) topDownBias[4 * size] = (float)ofTopDownBias;
    }

    private float* RecurrentInput(int layer, int row) =>
        window.Layers[layer].Operations[row] == Operation.Copy ? null : window.Layers[layer].Hidden.Pointer + ((nint)row * window.Width);

    private float* BottomUpInput(int layer, int row) => window.EndedBelow(layer, row) ? window.InputBelow(layer, row) : null;

    private float* TopDownInput(int layer, int row) =>
        window.Layers[layer].Boundaries[row] ? window.Layers[layer + 1].Hidden.Pointer + ((nint)row * window.Width) : null;

    private float* GateGradient(int layer, int gate, int row) =>
        window.Layers[layer].Gates.Pointer + ((((nint)row * 4) + gate) * window.Width);

    /// <summary>The input that a matrix of a layer multiplies at a row; null if it multiplies none there.</summary>
    private delegate float* InputAt(int layer, int row);
}
