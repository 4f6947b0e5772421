using HmRnnInk.Model;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The activations of one layer over a window, stored for the backward pass. A row is one line at one step. The rows of a step are
/// contiguous.
/// </summary>
internal sealed class LayerWindow : IDisposable
{
    /// <param name="width">d, padded.</param>
    /// <param name="rows">time · batch.</param>
    /// <param name="batch">The number of lines.</param>
    /// <param name="detects">Whether the layer has a boundary detector.</param>
    public LayerWindow(int width, int rows, int batch, bool detects)
    {
        Hidden = new((long)(rows + batch) * width);
        Cell = new((long)(rows + batch) * width);
        Gates = new((long)rows * 4 * width);
        HiddenGradient = new((long)batch * width);
        CellGradient = new((long)batch * width);
        Boundaries = new bool[rows + batch];
        BoundaryPreActivations = new float[rows];
        BoundaryGradients = new float[rows];
        OtherGates = new(detects ? (long)rows * 4 * width : 0);
        OtherBoundaryPreActivations = new float[rows];
        Recurrent = new(width, batch);
        BottomUp = new(width, batch);
        TopDown = new(width, batch);
        Operations = new Operation[rows];
        CarriedBoundaryGradients = new float[batch];
    }

    /// <summary>h, [time + 1, batch, Width]: the state before the window comes first.</summary>
    public FloatBuffer Hidden { get; }

    /// <summary>c, with the layout of <see cref="Hidden"/>.</summary>
    public FloatBuffer Cell { get; }

    /// <summary>
    /// [time, batch, 4 Width]: f, i, o, g after their nonlinearities. In rows that did not copy, the backward pass replaces them by the
    /// gradients of the pre-activations. In rows that copied they are those of an UPDATE, computed only if the gradient of a boundary
    /// needs them.
    /// </summary>
    public FloatBuffer Gates { get; }

    /// <summary>
    /// ∂/∂h of the current step of the backward pass, [batch, Width]. After the pass, that of the state before the window.
    /// </summary>
    public FloatBuffer HiddenGradient { get; }

    /// <summary>∂/∂c, at the same steps: [batch, Width].</summary>
    public FloatBuffer CellGradient { get; }

    /// <summary>∂/∂z, at the same steps: [batch].</summary>
    public float[] CarriedBoundaryGradients { get; }

    /// <summary>z, [time + 1, batch]: the state before the window comes first. All false if there is no detector.</summary>
    public bool[] Boundaries { get; }

    /// <summary>
    /// [time, batch, 4 Width]: f, i, o, g of the operation that the opposite boundary would have caused: an UPDATE if the row did a FLUSH,
    /// otherwise a FLUSH. Computed only if the gradient of a boundary needs them.
    /// </summary>
    public FloatBuffer OtherGates { get; }

    /// <summary>s, [time, batch]. If the row copied, s of an UPDATE.</summary>
    public float[] BoundaryPreActivations { get; }

    /// <summary>s of <see cref="OtherGates"/>.</summary>
    public float[] OtherBoundaryPreActivations { get; }

    /// <summary>∂/∂s, [time, batch].</summary>
    public float[] BoundaryGradients { get; }

    /// <summary>[time, batch].</summary>
    public Operation[] Operations { get; }

    /// <summary>U·h of each line.</summary>
    public CachedTerm Recurrent { get; }

    /// <summary>W·h of the layer below, or of the input.</summary>
    public CachedTerm BottomUp { get; }

    /// <summary>V·h of the layer above.</summary>
    public CachedTerm TopDown { get; }

    public void Dispose()
    {
        IDisposable[] buffers = [Hidden, Cell, Gates, OtherGates, Recurrent, BottomUp, TopDown, HiddenGradient, CellGradient];
        foreach (IDisposable buffer in buffers) buffer.Dispose();
    }
}
