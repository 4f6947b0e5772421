using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The state of the recurrent layers between two steps, for a batch.</summary>
/// <param name="Hidden">h, a tensor [batch, d] for each layer.</param>
/// <param name="CellState">c, a tensor [batch, d] for each layer.</param>
/// <param name="Boundaries">z, a tensor [batch, 1] of 0 and 1 for each layer with a detector.</param>
public sealed record RecurrentState(Tensor[] Hidden, Tensor[] CellState, Tensor[] Boundaries) : IDisposable
{
    /// <summary>κ of the text window, [batch, K]; null for a model that has none.</summary>
    public Tensor? Kappas { get; init; }

    /// <summary>
    /// w of the text window, which the bottom layer reads at the next step: [batch, alphabet]; null for a model that has none.
    /// </summary>
    public Tensor? TextVector { get; init; }

    /// <summary>The state before the first row: all zero.</summary>
    public static RecurrentState Zero(ModelConfig config, long batch, Device device) =>
        new(
            [.. Enumerable.Range(0, config.Layers).Select(_ => zeros(batch, config.Hidden, device: device))],
            [.. Enumerable.Range(0, config.Layers).Select(_ => zeros(batch, config.Hidden, device: device))],
            [.. Enumerable.Range(0, config.Detectors).Select(_ => zeros(batch, 1, device: device))])
        {
            Kappas = config.TextWindow is null ? null : zeros(batch, config.TextWindow.Components, device: device),
            TextVector = config.TextWindow is null ? null : zeros(batch, config.TextWindow.Alphabet.Length, device: device),
        };

    /// <summary>The state after some steps. Without texts, κ does not change and w is 0.</summary>
    /// <param name="kappas">Null without texts, like <paramref name="textVector"/>.</param>
    public RecurrentState After(Tensor[] hidden, Tensor[] cells, Tensor[] boundaries, Tensor? kappas, Tensor? textVector) =>
        new(hidden, cells, boundaries)
        {
            Kappas = kappas ?? Kappas,
            TextVector = textVector ?? (TextVector is null ? null : zeros_like(TextVector)),
        };

    /// <summary>A state in which each tensor is replaced.</summary>
    public RecurrentState Select(Func<Tensor, Tensor> replace) =>
        new([.. Hidden.Select(replace)], [.. CellState.Select(replace)], [.. Boundaries.Select(replace)])
        {
            Kappas = Kappas is null ? null : replace(Kappas),
            TextVector = TextVector is null ? null : replace(TextVector),
        };

    /// <summary>A copy that is detached from the graph and from the current dispose scope. The caller must dispose it.</summary>
    public RecurrentState Detach() => Select(tensor => tensor.detach().clone().DetachFromDisposeScope());

    /// <summary>Copies all values, for a checkpoint.</summary>
    public float[] ToArray()
    {
        using var scope = NewDisposeScope();
        return [.. All.SelectMany(tensor => tensor.cpu().contiguous().data<float>().ToArray())];
    }

    /// <summary>Restores values that <see cref="ToArray"/> returned for a state of the same shape.</summary>
    public void CopyFrom(float[] values)
    {
        using var scope = NewDisposeScope();
        int first = 0;
        foreach (Tensor target in All)
        {
            int count = (int)target.numel();
            target.copy_(tensor(values[first..(first + count)], target.shape));
            first += count;
        }
    }

    private Tensor[] All => [.. Hidden, .. CellState, .. Boundaries, .. new[] { Kappas, TextVector }.OfType<Tensor>()];

    public void Dispose()
    {
        foreach (Tensor tensor in All) tensor.Dispose();
    }
}
