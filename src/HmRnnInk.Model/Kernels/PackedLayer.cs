namespace HmRnnInk.Model.Kernels;

/// <summary>The weights of one layer as the step engines read them.</summary>
internal sealed class PackedLayer
{
    /// <param name="layer">Counted from 0, the bottom layer.</param>
    public PackedLayer(SimdKernels kernels, IWeightSource source, int layer, WeightFormat format)
    {
        ModelConfig config = source.Metadata.Config;
        (int hidden, bool detects) = (config.Hidden, config.HasDetector(layer));
        var bias = new float[config.GateRows(layer)];
        Recurrent = new(kernels, Tensor("recurrent.weight"), hidden, hidden, detects, format);
        if (detects) TopDown = new(kernels, Tensor("top_down.weight"), hidden, hidden, detects, format);
        if (layer == 0)
        {
            // A row of ink has three numbers, so these weights are few, and offsets benefit from full precision.
            RowProjection projection = new(source);
            BottomUp = new(kernels, projection.ReadWeights, hidden, config.RowWidth, detects, WeightFormat.Float32);
            bias = projection.Bias;
        }
        else
        {
            BottomUp = new(kernels, Tensor("bottom_up.weight"), hidden, hidden, detects, format);
            Tensor("bias")(0, bias);
        }

        (Bias, DetectorBias) = Pad(bias);
        (FlushBias, FlushDetectorBias) = (Bias, DetectorBias);
        if (config.HasTopDownBias(layer))
        {
            var topDownBias = new float[config.GateRows(layer)];
            Tensor("top_down.bias")(0, topDownBias);
            (FlushBias, FlushDetectorBias) = Pad([.. bias.Zip(topDownBias, (one, other) => one + other)]);
        }

        WeightReader Tensor(string name) => source.ReaderOf($"layers.{layer}.{name}");

        unsafe (AlignedMemory Gates, float Detector) Pad(float[] values)
        {
            int width = SimdKernels.Pad(hidden);
            AlignedMemory gates = AlignedMemory.OfFloats(4 * width);
            for (int gate = 0; gate < 4; gate++)
                values.AsSpan(gate * hidden, hidden).CopyTo(new(gates.Floats + gate * width, hidden));
            return (gates, detects ? values[4 * hidden] : 0);
        }
    }

    public PackedTerm Recurrent { get; }

    public PackedTerm BottomUp { get; }

    /// <summary>Null if the layer has no detector.</summary>
    public PackedTerm? TopDown { get; }

    /// <summary>[4 width], each gate padded.</summary>
    public AlignedMemory Bias { get; }

    public float DetectorBias { get; }

    /// <summary>The bias on FLUSH: <see cref="Bias"/> plus that of the top-down term, if it has one.</summary>
    public AlignedMemory FlushBias { get; }

    public float FlushDetectorBias { get; }
}
