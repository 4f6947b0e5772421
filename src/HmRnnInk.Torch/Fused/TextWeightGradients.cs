using HmRnnInk.Model.Kernels;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The gradients of the text window's weights, and of those that multiply w in the layers. Each is a sum over the rows in their order, so
/// the bits do not depend on how the work is divided.
/// </summary>
internal sealed unsafe class TextWeightGradients(RecurrentWindow window, TextRows text)
{
    private readonly int _size = window.Config.Hidden, _symbols = window.Config.TextWindow!.Alphabet.Length;

    /// <param name="layers">[4d (+ 1), alphabet] of each layer; overwritten by the jobs, like the others.</param>
    /// <param name="parameters">[3K, d].</param>
    /// <param name="bias">[3K].</param>
    public List<Action<OuterProduct>> Jobs(Tensor[] layers, Tensor parameters, Tensor bias)
    {
        var jobs = new List<Action<OuterProduct>>();
        for (int index = 0; index < layers.Length; index++)
        {
            int layer = index;
            nint gradient = (nint)layers[layer].Pointer();
            for (int number = 0; number < 4; number++)
            {
                int gate = number;
                jobs.Add(_ => WriteGate(layer, gate, (float*)gradient));
            }

            if (window.Config.HasDetector(layer)) jobs.Add(_ => WriteDetector(layer, (float*)gradient + ((nint)4 * _size * _symbols)));
        }

        nint ofParameters = (nint)parameters.Pointer(), ofBias = (nint)bias.Pointer();
        jobs.Add(product => WriteParameters(product, (float*)ofParameters, (float*)ofBias));
        return jobs;
    }

    private void WriteGate(int layer, int gate, float* gradient)
    {
        int stride = window.Width + SimdKernels.UnitMultiple; // not a multiple of 4096 bytes, for the reason in PackedText
        using var sums = new FloatBuffer((long)_symbols * stride); // by character, in the order of the rows
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            if (window.Layers[layer].Operations[row] == Operation.Copy) continue;
            float* ofGate = window.Layers[layer].Gates.Pointer + ((((nint)row * 4) + gate) * window.Width);
            int list = text.ListIndex(layer, row);
            ReadOnlySpan<int> symbols = text.Symbols(list);
            ReadOnlySpan<float> densities = text.Densities(list);
            for (int index = 0; index < text.Counts[list]; index++)
                VectorRows.AddScaled(sums.Pointer + ((nint)symbols[index] * stride), densities[index], ofGate, _size);
        }

        float* written = gradient + ((nint)gate * _size * _symbols);
        for (int unit = 0; unit < _size; unit++, written += _symbols)
            for (int symbol = 0; symbol < _symbols; symbol++) written[symbol] = sums.Pointer[((nint)symbol * stride) + unit];
    }

    private void WriteDetector(int layer, float* gradient)
    {
        new Span<float>(gradient, _symbols).Clear();
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            float detectorGradient = window.Layers[layer].BoundaryGradients[row];
            if (detectorGradient == 0) continue;
            int list = text.ListIndex(layer, row);
            ReadOnlySpan<int> symbols = text.Symbols(list);
            ReadOnlySpan<float> densities = text.Densities(list);
            for (int index = 0; index < text.Counts[list]; index++) gradient[symbols[index]] += densities[index] * detectorGradient;
        }
    }

    private void WriteParameters(OuterProduct product, float* gradient, float* biasGradient)
    {
        int width = window.Config.TextWindow!.ParameterWidth;
        product.Begin(width, _size);
        new Span<float>(biasGradient, width).Clear();
        for (int row = 0; row < window.Time * window.Batch; row++)
        {
            if (!text.IsVisible(row)) continue;
            product.Add(text.ParameterGradients(row), window.Layers[0].Hidden.Pointer + ((nint)(row + window.Batch) * window.Width));
            VectorRows.Add(biasGradient, text.ParameterGradients(row), width);
        }

        product.End(gradient, _size);
    }
}
