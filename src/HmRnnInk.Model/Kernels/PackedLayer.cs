namespace HmRnnInk.Model.Kernels;

/// <summary>The weights of one layer as the step engines read them.</summary>
internal sealed class PackedLayer
{
    /// <param name="layer">From 0, the lowest.</param>
    public PackedLayer(SimdKernels kernels, IWeightSource source, int layer, EngineWeights stored)
    {
        ModelConfig config = source.Metadata.Config;
        (int hidden, bool detects) = (config.Hidden, config.HasDetector(layer));
        var bias = new float[config.GateRows(layer)];
        Recurrent = new(kernels, Tensor("recurrent.weight"), hidden, hidden, detects, stored);
        if (detects) TopDown = new(kernels, Tensor("top_down.weight"), hidden, hidden, detects, stored);
        if (layer == 0)
        {
            // A row is three numbers: their weights are few, and an offset is worth its precision.
            RowProjection projection = new(source);
            BottomUp = new(kernels, projection.ReadWeights, hidden, RowProjection.Inputs, detects, EngineWeights.Float32);
            bias = projection.Bias;
        }
        else
        {
            BottomUp = new(kernels, Tensor("bottom_up.weight"), hidden, hidden, detects, stored);
            Tensor("bias")(0, bias);
        }

        int width = SimdKernels.Pad(hidden);
        Bias = AlignedMemory.OfFloats(4 * width);
        for (int gate = 0; gate < 4; gate++) CopyGate(bias, gate);
        if (detects) DetectorBias = bias[4 * hidden];

        WeightReader Tensor(string name) => source.ReaderOf($"layers.{layer}.{name}");

        unsafe void CopyGate(ReadOnlySpan<float> source, int gate) =>
            source.Slice(gate * hidden, hidden).CopyTo(new(Bias.Floats + gate * width, hidden));
    }

    public PackedTerm Recurrent { get; }

    public PackedTerm BottomUp { get; }

    /// <summary>Null where there is no detector.</summary>
    public PackedTerm? TopDown { get; }

    /// <summary>[4 width], padded as the gates are.</summary>
    public AlignedMemory Bias { get; }

    public float DetectorBias { get; }
}
