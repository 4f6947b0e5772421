using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The text window of each line of a batch (<see cref="TextWindow"/>; Graves 2013, eq. 46-51), as a sequence of autograd operations: the
/// reference. Create a new instance for each call of a recurrence.
/// </summary>
internal sealed class EagerTextWindow
{
    private readonly TextWindow _config;
    private readonly IReadOnlyDictionary<string, Tensor> _weights;
    private readonly Tensor _oneHot, _positions; // [batch, characters, alphabet], [1, 1, characters]
    private readonly Tensor[] _visible; // [batch, 1] for each step
    private readonly List<Tensor> _overTime;

    private EagerTextWindow(TextWindow config, IReadOnlyDictionary<string, Tensor> weights, RecurrentState state, LineTexts texts)
    {
        (_config, _weights) = (config, weights);
        (Kappas, TextVector) = (state.Kappas!, state.TextVector!);
        ScalarType type = Kappas.dtype;
        _oneHot = nn.functional.one_hot(texts.Symbols, config.Alphabet.Length).to_type(type) * texts.Mask.unsqueeze(2);
        _positions = arange(texts.Symbols.shape[1], dtype: type, device: Kappas.device).view(1, 1, -1);
        _visible = (texts.Visible.unsqueeze(2) * texts.Mask.narrow(1, 0, 1)).unbind(0); // an empty text is never visible
        _overTime = new(_visible.Length);
    }

    /// <returns>Null if the model has no text window or no line has a text.</returns>
    public static EagerTextWindow? Of(
        ModelConfig config, IReadOnlyDictionary<string, Tensor> weights, RecurrentState state, LineTexts? texts) =>
        config.TextWindow is { } window && texts is not null ? new(window, weights, state, texts) : null;

    /// <summary>κ after the newest step, [batch, K].</summary>
    public Tensor Kappas { get; private set; }

    /// <summary>w of the newest step, [batch, alphabet].</summary>
    public Tensor TextVector { get; private set; }

    /// <summary>α̂, β̂ and κ̂ of the newest step, [batch, 3K]; null before the first.</summary>
    public Tensor? Parameters { get; private set; }

    /// <summary>w of all steps, [time, batch, alphabet].</summary>
    public Tensor OverTime() => stack(_overTime);

    /// <summary>The contribution of w to a layer's pre-activations, [batch, 4d (+ 1)].</summary>
    public Tensor Term(int layer) => TextVector.matmul(_weights[$"layers.{layer}.window.weight"].t());

    /// <summary>Moves the text window by one step.</summary>
    /// <param name="hidden">h of the bottom layer at this step, [batch, d].</param>
    /// <param name="boundary">Its z, [batch, 1]; null for an LSTM.</param>
    public void Advance(Tensor hidden, Tensor? boundary)
    {
        Tensor visible = _visible[_overTime.Count];
        Tensor parameters = Parameters = hidden.matmul(_weights["window.weight"].t()) + _weights["window.bias"];
        Tensor Positive(int index) => nn.functional.softplus(parameters.narrow(1, index * _config.Components, _config.Components));
        Tensor alpha = Positive(0).unsqueeze(2), beta = Positive(1).clamp_min(TextWindow.MinimumWidth).unsqueeze(2); // [batch, K, 1]
        Tensor step = Positive(2) * _config.AdvanceScale * visible;
        if (_config.Advance == WindowAdvance.Boundaries) step *= boundary!;
        Kappas += step;
        Tensor distance = Kappas.unsqueeze(2) - _positions; // [batch, K, characters]
        Tensor density = (alpha * (-(distance * distance) / beta).exp()).sum(1, keepdim: true); // φ, [batch, 1, characters]
        TextVector = density.bmm(_oneHot).squeeze(1) * visible;
        _overTime.Add(TextVector);
    }
}
