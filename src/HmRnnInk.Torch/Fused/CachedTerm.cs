namespace HmRnnInk.Torch.Fused;

/// <summary>
/// One of the terms of a layer's pre-activations, U·h, V·h or W·h, for each line of a batch at its newest step. It is the same for as long as
/// that h is, which for a layer that copies is many steps.
/// </summary>
internal sealed unsafe class CachedTerm(int width, int batch) : IDisposable
{
    private readonly FloatBuffer _gates = new((long)batch * 4 * width);

    /// <summary>[batch]: the boundary's part.</summary>
    public float[] Boundaries { get; } = new float[batch];

    /// <summary>[batch]: whether the line's is computed and still holds.</summary>
    public bool[] IsKnown { get; } = new bool[batch];

    /// <summary>[4 Width] of a line.</summary>
    public float* Gates(int line) => _gates.Pointer + ((nint)line * 4 * width);

    public void Dispose() => _gates.Dispose();
}
