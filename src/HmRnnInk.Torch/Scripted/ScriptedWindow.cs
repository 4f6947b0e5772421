using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>
/// One call of the scripted recurrence, over a window of steps: the forward pass and the backward pass, if there is one.
/// </summary>
/// <param name="slope">The slope a of the hard sigmoid.</param>
/// <param name="boundariesBefore">z before the window, [1, batch] for each layer with a detector.</param>
/// <param name="masks">Factors of the candidates g: [layers · time, d or 1, batch].</param>
/// <param name="texts">The texts of the lines; null without texts.</param>
/// <param name="differentiates">Whether a backward pass may follow.</param>
internal sealed class ScriptedWindow(
    ModelConfig config, float slope, Tensor[] boundariesBefore, Tensor masks, ScriptedTexts? texts, bool differentiates)
{
    private Activations? _activations;

    public ModelConfig Config { get; } = config;

    public float Slope { get; } = slope;

    public Tensor[] BoundariesBefore { get; } = boundariesBefore;

    public Tensor Masks { get; } = masks;

    public ScriptedTexts? Texts { get; } = texts;

    /// <summary>
    /// κ and w after the last step, [K, batch] and [alphabet, batch]. Set by the forward pass; null without texts.
    /// </summary>
    public (Tensor Kappas, Tensor TextVector)? TextAfter { get; private set; }

    /// <summary>c of each layer after the last step, [d, batch]. Set by the forward pass.</summary>
    public Tensor[] CellsAfter { get; private set; } = [];

    /// <summary>
    /// Sets the state after the window. If a backward pass may follow, keeps the activations for it, outside the dispose scope: the
    /// backward pass may run after the end of the scope and on another thread.
    /// </summary>
    public void Store(Activations activations)
    {
        CellsAfter = [.. activations.Cells.Select(overTime => overTime.select(0, overTime.shape[0] - 1))];
        if (activations.TextSteps is [Tensor textVectors, Tensor kappas, ..])
            TextAfter = (kappas.select(0, kappas.shape[0] - 1), textVectors.select(0, textVectors.shape[0] - 1));
        if (!differentiates) return;
        activations.DetachFromDisposeScope();
        _activations = activations;
    }

    /// <exception cref="InvalidOperationException">The backward pass has already run and disposed the activations.</exception>
    public Activations TakeActivations() => Interlocked.Exchange(ref _activations, null) ?? throw new InvalidOperationException(
        "The scripted recurrence can run its backward pass only once for each forward pass. Run the forward pass again or use the eager "
        + "recurrence.");

    /// <summary>
    /// The inputs and results of the forward pass that the backward pass needs: a tensor for each layer, or for each layer with a detector.
    /// The inputs have the shapes of <see cref="HmLstmScript.Forward"/>.
    /// </summary>
    /// <param name="Hidden">h, [time, d, batch].</param>
    /// <param name="Boundaries">z, [time, 1, batch].</param>
    /// <param name="Cells">c, [time, d, batch].</param>
    /// <param name="Updating">Pre-activations of an UPDATE, [time, 4d (+ 1 with a detector), batch].</param>
    /// <param name="Flushing">Pre-activations of a FLUSH, [time, 4d (+ 1 with a detector), batch].</param>
    /// <param name="Texts">The script's argument of that name; empty without texts.</param>
    /// <param name="TextSteps">
    /// w, κ and the text window's parameters at all steps: [time, alphabet, batch], [time, K, batch] and [time, 3K, batch]; empty without
    /// texts.
    /// </param>
    internal sealed record Activations(
        Tensor[] Hidden, Tensor[] Boundaries, Tensor[] Cells, Tensor[] Updating, Tensor[] Flushing,
        Tensor[] HiddenBefore, Tensor[] CellsBefore, Tensor[] BoundariesBefore, Tensor[] Weights, Tensor Masks,
        Tensor[] Texts, Tensor[] TextSteps) : IDisposable
    {
        private IEnumerable<Tensor> All =>
            [
                .. Hidden, .. Boundaries, .. Cells, .. Updating, .. Flushing,
                .. HiddenBefore, .. CellsBefore, .. BoundariesBefore, .. Weights, Masks, .. Texts, .. TextSteps,
            ];

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
