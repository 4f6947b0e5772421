namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The activations of one layer over a window, stored for the backward pass. A row is one line at one step. The rows of a step are
/// contiguous.
/// </summary>
/// <param name="width">d, padded.</param>
/// <param name="rows">time · batch.</param>
/// <param name="batch">The number of lines.</param>
/// <param name="detects">Whether the layer has a boundary detector.</param>
internal sealed class LayerWindow(int width, int rows, int batch, bool detects) : IDisposable
{
    /// <summary>h, [time + 1, batch, width]: the state before the window comes first.</summary>
    public FloatBuffer Hidden { get; } = new((long)(rows + batch) * width);

    /// <summary>c, with the layout of <see cref="Hidden"/>.</summary>
    public FloatBuffer Cell { get; } = new((long)(rows + batch) * width);

    /// <summary>
    /// [time, batch, 4 width]: f, i, o, g after their nonlinearities. In rows that did not copy, the backward pass replaces them by the
    /// gradients of the pre-activations. In rows that copied they are those of an UPDATE, computed only if the gradient of a boundary
    /// needs them.
    /// </summary>
    public FloatBuffer Gates { get; } = new((long)rows * 4 * width);

    /// <summary>
    /// ∂/∂h of the current step of the backward pass, [batch, width]. After the pass, that of the state before the window.
    /// </summary>
    public FloatBuffer HiddenGradient { get; } = new((long)batch * width);

    /// <summary>∂/∂c, at the same steps: [batch, width].</summary>
    public FloatBuffer CellGradient { get; } = new((long)batch * width);

    /// <summary>∂/∂z, at the same steps: [batch].</summary>
    public float[] CarriedBoundaryGradients { get; } = new float[batch];

    /// <summary>z, [time + 1, batch]: the state before the window comes first. All false if there is no detector.</summary>
    public bool[] Boundaries { get; } = new bool[rows + batch];

    /// <summary>
    /// [time, batch, 4 width]: f, i, o, g of the operation that the opposite boundary would have caused: an UPDATE if the row did a FLUSH,
    /// otherwise a FLUSH. Computed only if the gradient of a boundary needs them.
    /// </summary>
    public FloatBuffer OtherGates { get; } = new(detects ? (long)rows * 4 * width : 0);

    /// <summary>s, [time, batch]. If the row copied, s of an UPDATE.</summary>
    public float[] BoundaryPreActivations { get; } = new float[rows];

    /// <summary>s of <see cref="OtherGates"/>.</summary>
    public float[] OtherBoundaryPreActivations { get; } = new float[rows];

    /// <summary>∂/∂s, [time, batch].</summary>
    public float[] BoundaryGradients { get; } = new float[rows];

    /// <summary>[time, batch].</summary>
    public Operation[] Operations { get; } = new Operation[rows];

    /// <summary>U·h of each line.</summary>
    public CachedTerm Recurrent { get; } = new(width, batch);

    /// <summary>W·h of the layer below, or of the input.</summary>
    public CachedTerm BottomUp { get; } = new(width, batch);

    /// <summary>V·h of the layer above.</summary>
    public CachedTerm TopDown { get; } = new(width, batch);

    public void Dispose()
    {
        IDisposable[] buffers = [Hidden, Cell, Gates, OtherGates, Recurrent, BottomUp, TopDown, HiddenGradient, CellGradient];
        foreach (IDisposable buffer in buffers) buffer.Dispose();
    }
}
