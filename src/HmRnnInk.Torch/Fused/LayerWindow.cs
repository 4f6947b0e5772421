using HmRnnInk.Model;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// What one layer did over a window, kept for the backward pass. A row is one line at one step; rows of a step lie together.
/// </summary>
internal sealed class LayerWindow : IDisposable
{
    /// <param name="width">d, padded.</param>
    /// <param name="rows">time · batch.</param>
    /// <param name="batch">Lines.</param>
    /// <param name="detects">Whether the layer has a boundary, of which a gradient may ask.</param>
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

    /// <summary>h, [time + 1, batch, Width]: first the state before the window.</summary>
    public FloatBuffer Hidden { get; }

    /// <summary>c, as h.</summary>
    public FloatBuffer Cell { get; }

    /// <summary>
    /// [time, batch, 4 Width]: f, i, o, g after their nonlinearities. The backward pass puts the gradients of the pre-activations in
    /// their place, in the rows that did not copy. Those of rows that did are an UPDATE's, and computed only where a boundary's gradient asks.
    /// </summary>
    public FloatBuffer Gates { get; }

    /// <summary>∂/∂h of the step the backward pass is at, [batch, Width]; after it, of the state before the window.</summary>
    public FloatBuffer HiddenGradient { get; }

    /// <summary>∂/∂c, likewise.</summary>
    public FloatBuffer CellGradient { get; }

    /// <summary>∂/∂z, likewise: [batch].</summary>
    public float[] CarriedBoundaryGradients { get; }

    /// <summary>z, [time + 1, batch]: first the state before the window. All false where there is no detector.</summary>
    public bool[] Boundaries { get; }

    /// <summary>
    /// [time, batch, 4 Width]: where a boundary's gradient asks, f, i, o, g of the operation that another boundary would have brought, of an
    /// UPDATE where the row FLUSHed, and else of a FLUSH.
    /// </summary>
    public FloatBuffer OtherGates { get; }

    /// <summary>s, [time, batch]; where the row copied, of an UPDATE.</summary>
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
        foreach (IDisposable buffer in (IDisposable[])[Hidden, Cell, Gates, OtherGates, Recurrent, BottomUp, TopDown, HiddenGradient, CellGradient]) buffer.Dispose();
    }
}
