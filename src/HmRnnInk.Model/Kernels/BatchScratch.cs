namespace HmRnnInk.Model.Kernels;

/// <summary>Scratch memory of one layer for all streams. The layers use it one after the other.</summary>
internal sealed unsafe class BatchScratch(ModelConfig config, int streams)
{
    private readonly int _width = SimdKernels.Pad(config.Hidden), _rowWidth = SimdKernels.Pad(config.RowWidth);
    private readonly AlignedMemory _rows = AlignedMemory.OfFloats((long)streams * SimdKernels.Pad(config.RowWidth));
    private readonly AlignedMemory _sums = AlignedMemory.OfFloats((long)streams * 4 * SimdKernels.Pad(config.Hidden));
    private readonly AlignedMemory _gated = AlignedMemory.OfFloats((long)streams * SimdKernels.Pad(config.Hidden));

    /// <summary>The streams that take part in the current product.</summary>
    public RowList InProduct { get; } = new(streams);

    /// <summary>The streams that the current layer computes, at the start of the array.</summary>
    public int[] Active { get; } = new int[streams];

    /// <summary>[streams]: z of the layer below the current one, at this row.</summary>
    public bool[] EndedBelow { get; } = new bool[streams];

    /// <summary>[streams]: boundary pre-activations.</summary>
    public float[] Detectors { get; } = new float[streams];

    /// <summary>The input row of a stream, padded: normalised Δx, Δy and pen-up, or a one-hot character.</summary>
    public float* Row(int stream) => _rows.Floats + stream * (nint)_rowWidth;

    /// <summary>Pre-activations, [4 width].</summary>
    public float* Sums(int stream) => _sums.Floats + stream * (nint)(4 * _width);

    /// <summary>h of a neighbouring layer times the boundary that admits it, [width].</summary>
    public float* Gated(int stream) => _gated.Floats + stream * (nint)_width;
}
