using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The weights of the text window and of what reads it, as the fused passes take them.</summary>
internal sealed unsafe class PackedText : IDisposable
{
    private readonly ModelConfig _config;
    private readonly int _width, _symbols;
    private readonly FloatBuffer[] _columns; // for each layer [alphabet, 4 Width]
    private readonly FloatBuffer _detectors, _bias; // [layers, alphabet], [ParameterWidth padded]

    public PackedText(ModelConfig config)
    {
        _config = config;
        TextWindow window = config.TextWindow!;
        (_width, _symbols) = (PackedLayer.Pad(config.Hidden), window.Alphabet.Length);
        ParameterStride = PackedLayer.Pad(window.ParameterWidth);
        _columns = [.. Enumerable.Range(0, config.Layers).Select(_ => new FloatBuffer((long)_symbols * 4 * _width))];
        _detectors = new((long)config.Layers * _symbols);
        _bias = new(ParameterStride);
        Parameters = new(config.Hidden, ParameterStride);
        ParametersBack = new(window.ParameterWidth, _width);
    }

    /// <summary>α̂, β̂ and κ̂, padded to whole panels.</summary>
    public int ParameterStride { get; }

    /// <summary>The window's matrix, transposed: [d, <see cref="ParameterStride"/>].</summary>
    public PackedMatrix Parameters { get; }

    /// <summary>The window's matrix: [3K, Width].</summary>
    public PackedMatrix ParametersBack { get; }

    /// <summary>[3K].</summary>
    public float* Bias => _bias.Pointer;

    /// <summary>What a layer's gates read of a character, [4 Width].</summary>
    public float* Column(int layer, int symbol) => _columns[layer].Pointer + ((nint)symbol * 4 * _width);

    /// <summary>What a layer's detector reads of a character; 0 where there is none.</summary>
    public float Detector(int layer, int symbol) => _detectors.Pointer[(layer * _symbols) + symbol];

    /// <summary>Takes the weights in.</summary>
    /// <param name="layers">[4d (+ 1), alphabet] of each layer, contiguous.</param>
    /// <param name="parameters">[3K, d], contiguous.</param>
    /// <param name="bias">[3K], contiguous.</param>
    public void Pack(Tensor[] layers, Tensor parameters, Tensor bias)
    {
        int size = _config.Hidden, rows = _config.TextWindow!.ParameterWidth;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            float* weights = layers[layer].Pointer();
            for (int gate = 0; gate < 4; gate++)
            {
                for (int unit = 0; unit < size; unit++, weights += _symbols)
                    for (int symbol = 0; symbol < _symbols; symbol++) Column(layer, symbol)[(gate * _width) + unit] = weights[symbol];
            }

            if (_config.HasDetector(layer)) new ReadOnlySpan<float>(weights, _symbols).CopyTo(new(_detectors.Pointer + (layer * _symbols), _symbols));
        }

        Parameters.PackTransposed(0, rows, parameters.Pointer(), size);
        ParametersBack.Pack(0, rows, parameters.Pointer(), size, size);
        new ReadOnlySpan<float>(bias.Pointer(), rows).CopyTo(new(Bias, rows));
    }

    public void Dispose()
    {
        foreach (IDisposable buffer in (IDisposable[])[.. _columns, _detectors, _bias, Parameters, ParametersBack]) buffer.Dispose();
    }
}
