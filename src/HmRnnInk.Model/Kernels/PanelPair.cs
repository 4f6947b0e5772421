namespace HmRnnInk.Model.Kernels;

/// <summary>Where the weights of a product are: a pair of vectors for each input value, at a fixed stride.</summary>
/// <param name="start">The pair for the first value.</param>
/// <param name="stride">Bytes from one pair to the next.</param>
/// <param name="depth">The number of pairs, equal to the number of values of an input.</param>
/// <param name="offset">Where the sums of the two vectors start in each row of sums, in floats.</param>
/// <param name="scales">The scales of these sums; null if the format has none.</param>
internal readonly unsafe struct PanelPair(void* start, nint stride, int depth, nint offset, float* scales = null)
{
    public byte* Start { get; } = (byte*)start;

    public nint Stride { get; } = stride;

    public int Depth { get; } = depth;

    public nint Offset { get; } = offset;

    public float* Scales { get; } = scales;
}
