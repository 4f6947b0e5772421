namespace HmRnnInk.Torch.Fused;

/// <summary>
/// One term of a layer's pre-activations, U·h, V·h or W·h, for each line of a batch at its newest step. It stays valid until that h
/// changes, which takes many steps for a layer that copies.
/// </summary>
internal sealed unsafe class CachedTerm(int width, int batch) : IDisposable
{
    private readonly FloatBuffer _gates = new((long)batch * 4 * width);

    /// <summary>[batch]: the term in the boundary's pre-activation.</summary>
    public float[] BoundaryTerms { get; } = new float[batch];

    /// <summary>[batch]: whether the term of a line has been computed and is still valid.</summary>
    public bool[] IsValid { get; } = new bool[batch];

    /// <summary>The term in a line's gates, [4 width].</summary>
    public float* Gates(int line) => _gates.Pointer + ((nint)line * 4 * width);

    public void Dispose() => _gates.Dispose();
}
