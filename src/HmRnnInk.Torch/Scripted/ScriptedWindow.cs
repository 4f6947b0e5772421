using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>One use of the scripted recurrence: from its forward pass to its backward pass, if there is one.</summary>
/// <param name="config">The layers.</param>
/// <param name="slope">a, of the hard sigmoid.</param>
/// <param name="boundariesBefore">z before the window, [1, batch] for each layer with a detector.</param>
/// <param name="masks">Multiplies the candidates g: [layers · time, d or 1, batch].</param>
/// <param name="texts">What the lines are written by; null without texts.</param>
/// <param name="differentiates">Whether a backward pass may come.</param>
internal sealed class ScriptedWindow(ModelConfig config, float slope, Tensor[] boundariesBefore, Tensor masks, ScriptedTexts? texts, bool differentiates)
{
    private Activations? _activations;

    public ModelConfig Config { get; } = config;

    public float Slope { get; } = slope;

    public Tensor[] BoundariesBefore { get; } = boundariesBefore;

    public Tensor Masks { get; } = masks;

    public ScriptedTexts? Texts { get; } = texts;

    /// <summary>κ and w after the last step, [K, batch] and [alphabet, batch]; from the forward pass, null without texts.</summary>
    public (Tensor Kappas, Tensor Window)? TextAfter { get; private set; }

    /// <summary>c of each layer after the last step, [d, batch]; from the forward pass.</summary>
    public Tensor[] CellsAfter { get; private set; } = [];

    /// <summary>Takes them out of the dispose scope where a backward pass may come, which may be later than its end and on another thread.</summary>
    public void Keep(Activations activations)
    {
        CellsAfter = [.. activations.Cells.Select(overTime => overTime.select(0, overTime.shape[0] - 1))];
        if (activations.Written is [Tensor windows, Tensor kappas, ..]) TextAfter = (kappas.select(0, kappas.shape[0] - 1), windows.select(0, windows.shape[0] - 1));
        if (!differentiates) return;
        activations.DetachFromDisposeScope();
        _activations = activations;
    }

    /// <exception cref="InvalidOperationException">The backward pass has run and let its activations go.</exception>
    public Activations TakeActivations() => Interlocked.Exchange(ref _activations, null) ?? throw new InvalidOperationException(
        "A scripted recurrence can go backward once for each forward pass. Run it forward again, or use the eager one.");

    /// <summary>What the backward pass takes from the forward pass; lines are columns.</summary>
    /// <param name="Texts">As the script takes them; empty without texts.</param>
    /// <param name="Written">w, κ and the text window's parameters of all steps; empty without texts.</param>
    internal sealed record Activations(
        Tensor[] Hidden, Tensor[] Boundaries, Tensor[] Cells, Tensor[] Updating, Tensor[] Flushing,
        Tensor[] HiddenBefore, Tensor[] CellsBefore, Tensor[] BoundariesBefore, Tensor[] Weights, Tensor Masks, Tensor[] Texts, Tensor[] Written) : IDisposable
    {
        private IEnumerable<Tensor> All =>
            [.. Hidden, .. Boundaries, .. Cells, .. Updating, .. Flushing, .. HiddenBefore, .. CellsBefore, .. BoundariesBefore, .. Weights, Masks, .. Texts, .. Written];

        public void DetachFromDisposeScope()
        {
            foreach (Tensor tensor in All) tensor.DetachFromDisposeScope();
        }

        public void Dispose()
        {
            foreach (Tensor tensor in All) tensor.Dispose();
        }
    }
}
