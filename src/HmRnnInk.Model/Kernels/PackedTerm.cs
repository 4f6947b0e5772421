namespace HmRnnInk.Model.Kernels;

/// <summary>One of the terms that a layer's pre-activations sum: U·h, V·h of the layer above, or W·h of the layer below.</summary>
internal sealed unsafe class PackedTerm
{
    private readonly AlignedMemory? detector; // [columns, padded]

    /// <param name="weights">[4 hidden, + 1 for a detector, columns], row-major.</param>
    public PackedTerm(SimdKernels kernels, ReadOnlySpan<float> weights, int hidden, int columns, bool hasDetector, EngineWeights stored)
    {
        int width = SimdKernels.Pad(hidden);
        if (width == hidden)
        {
            Gates = kernels.Pack(weights[..(4 * hidden * columns)], 4 * hidden, columns, stored);
        }
        else
        {
            var padded = new float[4 * width * columns];
            for (int gate = 0; gate < 4; gate++)
                weights.Slice(gate * hidden * columns, hidden * columns).CopyTo(padded.AsSpan(gate * width * columns));
            Gates = kernels.Pack(padded, 4 * width, columns, stored);
        }

        if (!hasDetector) return;
        detector = AlignedMemory.OfFloats(SimdKernels.Pad(columns));
        weights[(4 * hidden * columns)..].CopyTo(new(detector.Floats, columns));
    }

    /// <summary>The rows of f, i, o and g, each padded to whole vectors.</summary>
    public PackedMatrix Gates { get; }

    /// <summary>The boundary detector's row in float32, [columns, padded]; null where there is none.</summary>
    public float* Detector => detector is null ? null : detector.Floats;

    /// <summary>What one product reads.</summary>
    public long Bytes => Gates.Bytes + (detector?.Length ?? 0);

    public long MultiplyAdds => Gates.MultiplyAdds + (detector is null ? 0 : Gates.Columns);
}
