using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>What a window's backward pass takes from its forward pass. In no dispose scope: backward may run on another thread.</summary>
/// <param name="config">The layers.</param>
/// <param name="slope">a, of the hard sigmoid.</param>
/// <param name="boundariesBefore">z before the window, [batch, 1] for each layer with a detector.</param>
/// <param name="differentiates">Whether a backward pass may come.</param>
internal sealed class ScriptedWindow(ModelConfig config, float slope, Tensor[] boundariesBefore, bool differentiates)
{
    private Tensor[] _cellsAfter = [];
    private Tensor[]? _kept;

    public ModelConfig Config { get; } = config;

    public float Slope { get; } = slope;

    public Tensor[] BoundariesBefore { get; } = boundariesBefore;

    /// <summary>Set by the forward pass: c of each layer after the last step.</summary>
    public Tensor[] TakeCellsAfter() => _cellsAfter;

    public void Keep(Tensor[] activations, Tensor[] cellsAfter)
    {
        _cellsAfter = cellsAfter;
        if (!differentiates) return;
        foreach (Tensor tensor in activations) tensor.DetachFromDisposeScope();
        _kept = activations;
    }

    /// <exception cref="InvalidOperationException">The backward pass has run and let its activations go.</exception>
    public Tensor[] TakeActivations() => Interlocked.Exchange(ref _kept, null) ?? throw new InvalidOperationException(
        "A scripted recurrence can go backward once for each forward pass. Run it forward again, or use the eager one.");
}
