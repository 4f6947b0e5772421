using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>What a window's backward pass takes from its forward pass. In no dispose scope: backward may run on another thread.</summary>
/// <param name="config">The layers.</param>
/// <param name="slope">a, of the hard sigmoid.</param>
/// <param name="boundariesBefore">z before the window, [1, batch] for each layer with a detector.</param>
/// <param name="kept">Multiplies the candidates g: [layers · time, d or 1, batch].</param>
/// <param name="differentiates">Whether a backward pass may come.</param>
internal sealed class ScriptedWindow(ModelConfig config, float slope, Tensor[] boundariesBefore, Tensor kept, bool differentiates) : IDisposable
{
    private Tensor[]? _activations;
    private Tensor[] _gradients = [];

    public ModelConfig Config { get; } = config;

    public float Slope { get; } = slope;

    public Tensor[] BoundariesBefore { get; } = boundariesBefore;

    public Tensor Kept { get; } = kept;

    /// <summary>c of each layer after the last step, [d, batch]; from the forward pass.</summary>
    public Tensor[] CellsAfter { get; private set; } = [];

    public void Keep(Tensor[] activations, Tensor[] cellsAfter)
    {
        CellsAfter = cellsAfter;
        if (!differentiates) return;
        foreach (Tensor tensor in activations) tensor.DetachFromDisposeScope();
        _activations = activations;
    }

    /// <exception cref="InvalidOperationException">The backward pass has run and let its activations go.</exception>
    public Tensor[] TakeActivations() => Interlocked.Exchange(ref _activations, null) ?? throw new InvalidOperationException(
        "A scripted recurrence can go backward once for each forward pass. Run it forward again, or use the eager one.");

    /// <summary>
    /// On CUDA the backward pass has a thread of its own, where nothing roots its results until autograd has taken them, and no scope frees them after.
    /// </summary>
    public void KeepAlive(Tensor[] gradients) => _gradients = gradients;

    /// <summary>Frees what the backward pass gave, once autograd has taken it.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _gradients) tensor.Dispose();
    }
}
