namespace HmRnnInk.Model.Kernels;

/// <summary>The weights of the output module and the head as the step engines read them.</summary>
internal sealed unsafe class PackedOutput
{
    private readonly int layers, width;
    private readonly AlignedMemory gates; // [layer gated, layer read, width]

    public PackedOutput(SimdKernels kernels, InkModel model, EngineWeights stored)
    {
        ModelConfig config = model.Config;
        (layers, width) = (config.Layers, SimdKernels.Pad(config.Hidden));
        Projections = [.. Enumerable.Range(0, layers).Select(layer =>
            kernels.Pack(model.Weights[$"output.{layer}.weight"], config.OutputEmbedding, config.Hidden, stored))];
        Head = kernels.Pack(model.Weights["head.weight"], config.MixtureWidth, config.OutputEmbedding, stored);
        Bias = AlignedMemory.OfFloats(model.Weights["output.bias"]);
        HeadBias = AlignedMemory.OfFloats(model.Weights["head.bias"]);
        gates = AlignedMemory.OfFloats(layers * layers * width);
        ReadOnlySpan<float> rows = model.Weights["output.gate.weight"];
        for (int part = 0; part < layers * layers; part++)
            rows.Slice(part * config.Hidden, config.Hidden).CopyTo(new(gates.Floats + part * width, config.Hidden));
    }

    /// <summary>W^e of each layer, [embedding, d].</summary>
    public PackedMatrix[] Projections { get; }

    /// <summary>[6K + 1, embedding].</summary>
    public PackedMatrix Head { get; }

    /// <summary>[embedding].</summary>
    public AlignedMemory Bias { get; }

    /// <summary>[6K + 1].</summary>
    public AlignedMemory HeadBias { get; }

    /// <summary>The part of a layer's gate that reads another's h: [d, padded].</summary>
    public float* Gate(int gated, int read) => gates.Floats + (gated * layers + read) * width;
}
