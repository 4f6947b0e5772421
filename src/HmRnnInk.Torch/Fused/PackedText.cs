using System.Runtime.Intrinsics;
using HmRnnInk.Model.Kernels;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The weights of the text window, and those by which the layers multiply its vector w, packed for the fused passes.</summary>
internal sealed unsafe class PackedText : IDisposable
{
    private readonly ModelConfig _config;
    private readonly int _width, _symbols, _stride;
    private readonly FloatBuffer[] _columns; // for each layer [alphabet, stride]
    private readonly FloatBuffer _detectors, _bias; // [layers, alphabet], [ParameterWidth padded]

    public PackedText(ModelConfig config)
    {
        _config = config;
        TextWindow window = config.TextWindow!;
        (_width, _symbols) = (SimdKernels.Pad(config.Hidden), window.Alphabet.Length);
        // The stride must not be a multiple of 4096 bytes. Otherwise all columns would compete for the same few cache lines. In
        // TextWeightGradients, which also adds to columns, a load would wait for a store to another column (4K aliasing).
        _stride = (4 * _width) + SimdKernels.UnitMultiple;
        ParameterStride = SimdKernels.Pad(window.ParameterWidth);
        _columns = [.. Enumerable.Range(0, config.Layers).Select(_ => new FloatBuffer((long)_symbols * _stride))];
        _detectors = new((long)config.Layers * _symbols);
        _bias = new(ParameterStride);
        ParameterWeights = new(config.Hidden, ParameterStride);
        ParameterWeightsBackward = new(window.ParameterWidth, _width);
    }

    /// <summary>The number of parameters α̂, β̂ and κ̂, padded to a multiple of <see cref="SimdKernels.UnitMultiple"/>.</summary>
    public int ParameterStride { get; }

    /// <summary>The text window's matrix, transposed: [d, <see cref="ParameterStride"/>].</summary>
    public TrainingMatrix ParameterWeights { get; }

    /// <summary>The text window's matrix: [3K, d padded].</summary>
    public TrainingMatrix ParameterWeightsBackward { get; }

    /// <summary>[3K].</summary>
    public float* Bias => _bias.Pointer;

    /// <summary>Computes target = bias + Σ φ · column over some characters: the contribution of w to a layer's gates.</summary>
    /// <param name="densities">φ of each character.</param>
    /// <param name="bias">[4 · d padded].</param>
    /// <param name="target">[4 · d padded]; overwritten.</param>
    public void Project(int layer, ReadOnlySpan<int> symbols, ReadOnlySpan<float> densities, float* bias, float* target)
    {
        // Sums all characters for a few units at a time, so that the sums stay in registers.
        float* columns = _columns[layer].Pointer;
        for (int unit = 0; unit < 4 * _width; unit += SimdKernels.UnitMultiple)
        {
            Vector256<float> low = Vector256.Load(bias + unit), high = Vector256.Load(bias + unit + 8);
            for (int index = 0; index < symbols.Length; index++)
            {
                float* column = columns + ((nint)symbols[index] * _stride) + unit;
                var density = Vector256.Create(densities[index]);
                low = Vector256.MultiplyAddEstimate(density, Vector256.Load(column), low);
                high = Vector256.MultiplyAddEstimate(density, Vector256.Load(column + 8), high);
            }

            low.Store(target + unit);
            high.Store(target + unit + 8);
        }
    }

    /// <summary>Computes ofDensities += column · ofGates for some characters: the gradient of <see cref="Project"/>.</summary>
    /// <param name="ofGates">The gradient of the gates' pre-activations, [4 · d padded].</param>
    /// <param name="ofDensities">∂/∂φ of each character; added to.</param>
    public void ProjectBackward(int layer, ReadOnlySpan<int> symbols, float* ofGates, Span<float> ofDensities)
    {
        float* columns = _columns[layer].Pointer;
        int index = 0;
        for (; index <= symbols.Length - 4; index += 4)
        {
            // Four sums at a time: with one, each addition would wait for the previous one.
            float* a = columns + ((nint)symbols[index] * _stride), b = columns + ((nint)symbols[index + 1] * _stride);
            float* c = columns + ((nint)symbols[index + 2] * _stride), d = columns + ((nint)symbols[index + 3] * _stride);
            Vector256<float> ofA = default, ofB = default, ofC = default, ofD = default;
            for (int unit = 0; unit < 4 * _width; unit += Vector256<float>.Count)
            {
                Vector256<float> gradient = Vector256.Load(ofGates + unit);
                ofA = Vector256.MultiplyAddEstimate(gradient, Vector256.Load(a + unit), ofA);
                ofB = Vector256.MultiplyAddEstimate(gradient, Vector256.Load(b + unit), ofB);
                ofC = Vector256.MultiplyAddEstimate(gradient, Vector256.Load(c + unit), ofC);
                ofD = Vector256.MultiplyAddEstimate(gradient, Vector256.Load(d + unit), ofD);
            }

            ofDensities[index] += Vector256.Sum(ofA);
            ofDensities[index + 1] += Vector256.Sum(ofB);
            ofDensities[index + 2] += Vector256.Sum(ofC);
            ofDensities[index + 3] += Vector256.Sum(ofD);
        }

        for (; index < symbols.Length; index++)
            ofDensities[index] += TrainingKernels.Best.Dot(Column(layer, symbols[index]), ofGates, 4 * _width);
    }

    /// <summary>The weight of a character in a layer's detector; 0 without a detector.</summary>
    public float DetectorWeight(int layer, int symbol) => _detectors.Pointer[(layer * _symbols) + symbol];

    /// <summary>Packs the weights, those of all layers in parallel.</summary>
    /// <param name="layers">[4d (+ 1), alphabet] of each layer, contiguous.</param>
    /// <param name="parameters">[3K, d], contiguous.</param>
    /// <param name="bias">[3K], contiguous.</param>
    public void Pack(Tensor[] layers, Tensor parameters, Tensor bias)
    {
        int size = _config.Hidden, rows = _config.TextWindow!.ParameterWidth;
        Parallel.For(0, layers.Length, layer =>
        {
            float* weights = layers[layer].Pointer();
            for (int gate = 0; gate < 4; gate++)
            {
                float* ofGate = weights + ((nint)gate * size * _symbols);
                for (int symbol = 0; symbol < _symbols; symbol++)
                {
                    float* column = Column(layer, symbol) + (gate * _width);
                    for (int unit = 0; unit < size; unit++) column[unit] = ofGate[((nint)unit * _symbols) + symbol];
                }
            }

            if (!_config.HasDetector(layer)) return;
            float* detector = weights + ((nint)4 * size * _symbols);
            new ReadOnlySpan<float>(detector, _symbols).CopyTo(new(_detectors.Pointer + (layer * _symbols), _symbols));
        });

        ParameterWeights.PackTransposed(0, rows, parameters.Pointer());
        ParameterWeightsBackward.Pack(0, rows, parameters.Pointer(), size);
        new ReadOnlySpan<float>(bias.Pointer(), rows).CopyTo(new(Bias, rows));
    }

    public void Dispose()
    {
        IDisposable[] buffers = [.. _columns, _detectors, _bias, ParameterWeights, ParameterWeightsBackward];
        foreach (IDisposable buffer in buffers) buffer.Dispose();
    }

    /// <summary>The weights of a character in a layer's gates, [4 · d padded].</summary>
    private float* Column(int layer, int symbol) => _columns[layer].Pointer + ((nint)symbol * _stride);
}
