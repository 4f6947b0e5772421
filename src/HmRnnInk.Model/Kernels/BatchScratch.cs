namespace HmRnnInk.Model.Kernels;

/// <summary>Room for one layer's work on all streams; the layers use it in turn.</summary>
internal sealed unsafe class BatchScratch(ModelConfig config, int streams)
{
    private readonly int width = SimdKernels.Pad(config.Hidden), rowWidth = SimdKernels.Pad(config.RowWidth);
    private readonly AlignedMemory rows = AlignedMemory.OfFloats((long)streams * SimdKernels.Pad(config.RowWidth));
    private readonly AlignedMemory sums = AlignedMemory.OfFloats((long)streams * 4 * SimdKernels.Pad(config.Hidden));
    private readonly AlignedMemory gated = AlignedMemory.OfFloats((long)streams * SimdKernels.Pad(config.Hidden));

    /// <summary>The streams of a product.</summary>
    public RowList List { get; } = new(streams);

    /// <summary>The streams that a layer computes, from the front.</summary>
    public int[] Active { get; } = new int[streams];

    /// <summary>[streams]: z of the layer below the one at work, at this row.</summary>
    public bool[] EndedBelow { get; } = new bool[streams];

    /// <summary>[streams]: boundary pre-activations.</summary>
    public float[] Detectors { get; } = new float[streams];

    /// <summary>The row that a stream is fed, padded: Δx, Δy and pen-up, normalised, or 1 for its character and 0 for all others.</summary>
    public float* Row(int stream) => rows.Floats + stream * (nint)rowWidth;

    /// <summary>Pre-activations, [4 width].</summary>
    public float* Sums(int stream) => sums.Floats + stream * (nint)(4 * width);

    /// <summary>An h times its gate, [width].</summary>
    public float* Gated(int stream) => gated.Floats + stream * (nint)width;
}
