using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The gradients of a window's weights. Each block's gradient is a product over all rows that use the block, in the order of the rows, so
/// the bits do not depend on how the work is divided.
/// </summary>
internal sealed unsafe class RecurrentWeightGradients(RecurrentWindow window)
{
    /// <param name="gradients">One per layer; overwritten.</param>
    /// <param name="textGradients">
    /// Gradients of each layer's weights of w, and of the weights and the bias of the text window; overwritten. Empty without texts.
    /// </param>
    public void Run(LayerTensors[] gradients, Tensor[] textGradients)
    {
        var jobs = new List<Action<OuterProduct>>();
        if (window.Text is { } text)
            jobs.AddRange(new TextWeightGradients(window, text).Jobs(textGradients[..^2], textGradients[^2], textGradients[^1]));
        for (int index = 0; index < gradients.Length; index++)
        {
            int layer = index;
            nint recurrent = (nint)gradients[layer].Recurrent.Pointer(), bottomUp = (nint)gradients[layer].BottomUp.Pointer();
            nint topDown = gradients[layer].TopDown is Tensor ofTopDown ? (nint)ofTopDown.Pointer() : 0;
            nint bias = (nint)gradients[layer].Bias.Pointer();
            nint topDownBias = gradients[layer].TopDownBias is Tensor ofBias ? (nint)ofBias.Pointer() : 0;
            for (int number = 0; number < 4; number++)
            {
                int gate = number;
                jobs.Add(product => WriteRecurrent(product, layer, gate, (float*)recurrent));
                jobs.Add(product => WriteBottomUp(product, layer, gate, (float*)bottomUp));
                if (topDown != 0) jobs.Add(product => WriteTopDown(product, layer, gate, (float*)topDown));
                jobs.Add(_ => WriteBias(layer, gate, (float*)bias, flushesOnly: false));
                if (topDownBias != 0) jobs.Add(_ => WriteBias(layer, gate, (float*)topDownBias, flushesOnly: true));
            }

            if (window.Config.HasDetector(layer))
            {
                jobs.Add(_ => WriteDetector(
                    layer, (float*)recurrent, (float*)bottomUp, (float*)topDown, (float*)bias, (float*)topDownBias));
            }
        }

        int inputs = Math.Max(window.Config.Hidden, window.Config.Embedding);
        OuterProduct.RunInParallel(jobs, Math.Max(window.Config.Hidden, window.Config.TextWindow?.ParameterWidth ?? 0), inputs);
    }

    private void WriteRecurrent(OuterProduct product, int layer, int gate, float* gradient)
    {
        LayerWindow here = window.Layers[layer];
        int size = window.Config.Hidden;
        product.Begin(size, size);
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            if (here.Operations[row] == Operation.Copy) continue;
            product.Add(GateGradient(layer, gate, row), here.Hidden.Pointer + ((nint)row * window.Width));
        }

        product.End(gradient + ((nint)gate * size * size), size);
    }

    private void WriteBottomUp(OuterProduct product, int layer, int gate, float* gradient)
    {
        int size = window.Config.Hidden, inputs = window.Weights[layer].InputWidth;
        product.Begin(size, inputs);
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            // A row that does a FLUSH may have no input from below.
            if (window.EndedBelow(layer, row)) product.Add(GateGradient(layer, gate, row), window.InputBelow(layer, row));
        }

        product.End(gradient + ((nint)gate * size * inputs), inputs);
    }

    private void WriteTopDown(OuterProduct product, int layer, int gate, float* gradient)
    {
        LayerWindow here = window.Layers[layer], above = window.Layers[layer + 1];
        int size = window.Config.Hidden;
        product.Begin(size, size);
        for (int row = 0; row < window.Time * window.Batch; row++)
            if (here.Boundaries[row]) product.Add(GateGradient(layer, gate, row), above.Hidden.Pointer + ((nint)row * window.Width));
        product.End(gradient + ((nint)gate * size * size), size);
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

    /// <summary>Computes the last row of each block's gradient, which belongs to the detector.</summary>
    private void WriteDetector(int layer, float* recurrent, float* bottomUp, float* topDown, float* bias, float* topDownBias)
    {
        LayerWindow here = window.Layers[layer], above = window.Layers[layer + 1];
        int size = window.Config.Hidden, inputs = window.Weights[layer].InputWidth, width = window.Width;
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
            VectorRows.AddScaled(ofRecurrent, gradient, here.Hidden.Pointer + ((nint)row * width), size);
            if (here.Boundaries[row])
            {
                ofTopDownBias += gradient;
                VectorRows.AddScaled(ofTopDown, gradient, above.Hidden.Pointer + ((nint)row * width), size);
            }

            if (window.EndedBelow(layer, row)) VectorRows.AddScaled(ofBottomUp, gradient, window.InputBelow(layer, row), inputs);
        }

        bias[4 * size] = (float)ofBias;
        if (topDownBias is not null) topDownBias[4 * size] = (float)ofTopDownBias;
    }

    private float* GateGradient(int layer, int gate, int row) =>
        window.Layers[layer].Gates.Pointer + ((((nint)row * 4) + gate) * window.Width);
}
