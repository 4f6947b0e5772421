namespace HmRnnInk.Model.Kernels;

/// <summary>The weights of the output module and the head as the step engines read them.</summary>
internal sealed unsafe class PackedOutput
{
    private readonly int _layers, _width;
    private readonly AlignedMemory _gates; // [layer gated, layer read, width]

    public PackedOutput(SimdKernels kernels, IWeightSource source, WeightFormat format)
    {
        ModelConfig config = source.Metadata.Config;
        (_layers, _width) = (config.Layers, SimdKernels.Pad(config.Hidden));
        Projections = new PackedMatrix[_layers];
        for (int layer = 0; layer < _layers; layer++)
        {
            MatrixRows rows = MatrixRows.Of(source.ReaderOf($"output.{layer}.weight"), config.OutputEmbedding, config.Hidden);
            Projections[layer] = kernels.Pack(rows, format);
        }

        Head = kernels.Pack(MatrixRows.Of(source.ReaderOf("head.weight"), config.HeadWidth, config.OutputEmbedding), format);
        Bias = AlignedMemory.OfFloats(config.OutputEmbedding);
        source.ReaderOf("output.bias")(0, new(Bias.Floats, config.OutputEmbedding));
        HeadBias = AlignedMemory.OfFloats(config.HeadWidth);
        source.ReaderOf("head.bias")(0, new(HeadBias.Floats, config.HeadWidth));
        _gates = AlignedMemory.OfFloats(_layers * _layers * _width);
        WeightReader gateRows = source.ReaderOf("output.gate.weight");
        for (int part = 0; part < _layers * _layers; part++)
            gateRows(part * config.Hidden, new(_gates.Floats + part * _width, config.Hidden));
    }

    /// <summary>W^e of each layer, [embedding, d].</summary>
    public PackedMatrix[] Projections { get; }

    /// <summary>[head, embedding].</summary>
    public PackedMatrix Head { get; }

    /// <summary>[embedding].</summary>
    public AlignedMemory Bias { get; }

    /// <summary>[head].</summary>
    public AlignedMemory HeadBias { get; }

    /// <summary>The weights with which one layer's gate reads the h of another: [d, padded].</summary>
    public float* Gate(int gated, int read) => _gates.Floats + (gated * _layers + read) * _width;
}
