namespace HmRnnInk.Model.Kernels;

/// <summary>Where a product finds its weights: a pair of vectors for each input value, at equal distances.</summary>
/// <param name="start">The pair for the first value.</param>
/// <param name="stride">Bytes from a pair to the next.</param>
/// <param name="depth">Pairs: how many values an input has.</param>
/// <param name="offset">Where the two vectors' sums begin in each row of sums.</param>
/// <param name="scales">Of these sums; null where the format has none.</param>
internal readonly unsafe struct PanelPair(void* start, nint stride, int depth, nint offset, float* scales = null)
{
    public byte* Start { get; } = (byte*)start;

    public nint Stride { get; } = stride;

    public int Depth { get; } = depth;

    public nint Offset { get; } = offset;

    public float* Scales { get; } = scales;
}
