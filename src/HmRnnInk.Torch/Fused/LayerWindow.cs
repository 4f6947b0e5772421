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
    public LayerWindow(int width, int rows, int batch)
    {
        Hidden = new((long)(rows + batch) * width);
        Cell = new((long)(rows + batch) * width);
        Gates = new((long)rows * 4 * width);
        HiddenGradient = new((long)batch * width);
        CellGradient = new((long)batch * width);
        Boundaries = new bool[rows + batch];
        BoundaryPreActivations = new float[rows];
        BoundaryGradients = new float[rows];
        CopiedSums = new((long)batch * 4 * width);
        HasCopiedSums = new bool[batch];
        Operations = new Operation[rows];
        CarriedBoundaryGradients = new float[batch];
    }

    /// <summary>h, [time + 1, batch, Width]: first the state before the window.</summary>
    public FloatBuffer Hidden { get; }

    /// <summary>c, as h.</summary>
    public FloatBuffer Cell { get; }

    /// <summary>
    /// [time, batch, 4 Width]: f, i, o, g after their nonlinearities. The backward pass puts the gradients of the pre-activations in
    /// their place, in the rows that did not copy. Of rows that did, only those that a boundary's gradient asks for are computed.
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

    /// <summary>s, [time, batch].</summary>
    public float[] BoundaryPreActivations { get; }

    /// <summary>∂/∂s, [time, batch].</summary>
    public float[] BoundaryGradients { get; }

    /// <summary>[time, batch].</summary>
    public Operation[] Operations { get; }

    /// <summary>[batch, 4 Width]: U·h of a line's gates, which stays as it is while the layer goes on copying.</summary>
    public FloatBuffer CopiedSums { get; }

    /// <summary>[batch]: whether that was computed since the line began to copy.</summary>
    public bool[] HasCopiedSums { get; }

    public void Dispose()
    {
        foreach (FloatBuffer buffer in (FloatBuffer[])[Hidden, Cell, Gates, CopiedSums, HiddenGradient, CellGradient]) buffer.Dispose();
    }
}
