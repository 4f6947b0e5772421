namespace HmRnnInk.Model.Kernels;

/// <summary>One of the terms that a layer's pre-activations sum: U·h, V·h of the layer above, or W·h of the layer below.</summary>
internal sealed unsafe class PackedTerm
{
    private readonly AlignedMemory? _detector; // [columns, padded]

    /// <param name="weights">[rows, columns]; 4 · hidden rows, and one more for a detector.</param>
    /// <param name="format">The format of the gates' weights.</param>
    public PackedTerm(SimdKernels kernels, WeightReader weights, int hidden, int columns, bool hasDetector, WeightFormat format)
    {
        Gates = kernels.Pack(new MatrixRows(weights, 4, hidden, SimdKernels.Pad(hidden), columns), format);
        if (!hasDetector) return;
        _detector = AlignedMemory.OfFloats(SimdKernels.Pad(columns));
        weights(4 * hidden * columns, new(_detector.Floats, columns));
    }

    /// <summary>The rows of f, i, o and g, each padded to whole vectors.</summary>
    public PackedMatrix Gates { get; }

    /// <summary>The row of the boundary detector in float32, [columns, padded]. Null if the layer has no detector.</summary>
    public float* Detector => _detector is null ? null : _detector.Floats;

    /// <summary>The bytes that one product reads.</summary>
    public long Bytes => Gates.Bytes + (_detector?.Length ?? 0);

    public long MultiplyAdds => Gates.MultiplyAdds + (_detector is null ? 0 : Gates.Columns);
}
