namespace HmRnnInk.Model.Kernels;

/// <summary>
/// The weights of a text window and of the layers that read it. They are stored by character, because only a few values of w are not 0.
/// </summary>
internal sealed unsafe class PackedTextWindow
{
    private readonly int _gateWidth, _embeddingWidth, _symbols;
    private readonly AlignedMemory[] _gates; // for each layer [alphabet, 4 width]
    private readonly float[][] _detectors; // for each layer [alphabet]; empty for a layer without a detector
    private readonly AlignedMemory _output; // [alphabet, embedding]

    public PackedTextWindow(SimdKernels kernels, IWeightSource source)
    {
        ModelConfig config = source.Metadata.Config;
        TextWindow window = config.TextWindow!;
        int width = SimdKernels.Pad(config.Hidden);
        (_gateWidth, _embeddingWidth, _symbols) = (4 * width, PackedMatrix.Pad(config.OutputEmbedding), window.Alphabet.Length);
        _gates = new AlignedMemory[config.Layers];
        _detectors = new float[config.Layers][];
        for (int layer = 0; layer < config.Layers; layer++)
        {
            var rows = new float[config.GateRows(layer) * _symbols];
            source.ReaderOf($"layers.{layer}.window.weight")(0, rows);
            _gates[layer] = AlignedMemory.OfFloats((long)_symbols * _gateWidth);
            for (int row = 0; row < 4 * config.Hidden; row++)
                Transpose(rows, row, _gates[layer].Floats + row / config.Hidden * width + row % config.Hidden, _gateWidth);
            _detectors[layer] = rows[(4 * config.Hidden * _symbols)..];
        }

        _output = AlignedMemory.OfFloats((long)_symbols * _embeddingWidth);
        var outputRows = new float[config.OutputEmbedding * _symbols];
        source.ReaderOf("output.window.weight")(0, outputRows);
        for (int row = 0; row < config.OutputEmbedding; row++) Transpose(outputRows, row, _output.Floats + row, _embeddingWidth);
        var parameters = MatrixRows.Of(source.ReaderOf("window.weight"), window.ParameterWidth, config.Hidden);
        Parameters = kernels.Pack(parameters, WeightFormat.Float32);
        Bias = AlignedMemory.OfFloats(window.ParameterWidth);
        source.ReaderOf("window.bias")(0, new(Bias.Floats, window.ParameterWidth));
    }

    /// <summary>[3K, d].</summary>
    public PackedMatrix Parameters { get; }

    /// <summary>[3K].</summary>
    public AlignedMemory Bias { get; }

    /// <summary>The weights of a character in a layer's gates: [4 width].</summary>
    public float* Gates(int layer, int symbol) => _gates[layer].Floats + symbol * (nint)_gateWidth;

    /// <summary>The weight of a character in a layer's detector; 0 for a layer without one.</summary>
    public float Detector(int layer, int symbol) => _detectors[layer].Length == 0 ? 0 : _detectors[layer][symbol];

    /// <summary>The weights of a character in h^e: [embedding, padded].</summary>
    public float* Output(int symbol) => _output.Floats + symbol * (nint)_embeddingWidth;

    private void Transpose(float[] rows, int row, float* target, int stride)
    {
        for (int symbol = 0; symbol < _symbols; symbol++) target[symbol * (nint)stride] = rows[row * _symbols + symbol];
    }
}
