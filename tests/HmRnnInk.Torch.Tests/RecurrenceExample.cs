namespace HmRnnInk.Torch.Tests;

/// <summary>Weights, a window and a state before it, for comparing one recurrence with another.</summary>
internal sealed class RecurrenceExample
{
    private readonly ModelConfig _config;
    private readonly Dictionary<string, Tensor> _weights;
    private readonly Tensor _embedded;
    private readonly RecurrentState _state;
    private readonly Tensor[] _ofHidden, _ofBoundaries; // the gradient of the loss with respect to each output
    private readonly Tensor[] _forced;
    private readonly LineTexts? _texts;
    private readonly Tensor? _ofTextVector;

    private RecurrenceExample(ModelConfig config, int time, int batch, SeededTensors random, Device device)
    {
        _config = config;
        // The gates vary enough to matter, and the detectors fire at about half of the steps.
        _weights = config.Tensors().Where(tensor => tensor.Name.StartsWith("layers.") || tensor.Name.StartsWith("window.")).ToDictionary(
            tensor => tensor.Name,
            tensor => (random.Normal(tensor.Shape) * (tensor.Shape.Length == 1 ? 0.5 : 1.5 / Math.Sqrt(tensor.Shape[1]))).to(device));
        _embedded = random.Normal(time, batch, config.Embedding).to(device);
        _state = new(
            [.. Layers().Select(_ => (random.Uniform(batch, config.Hidden) - 0.5).to(device))],
            [.. Layers().Select(_ => random.Normal(batch, config.Hidden).to(device))],
            [.. Layers().Take(config.Detectors).Select(_ => random.Coins(batch, 1).to(device))]);
        _ofHidden = [.. Layers().Select(_ => random.Normal(time, batch, config.Hidden).to(device))];
        _ofBoundaries = [.. Layers().Take(config.Detectors).Select(_ => random.Normal(time, batch).to(device))];
        _forced = [.. Layers().Take(config.Detectors).Select(_ => random.Coins(time, batch).to(device))];
        if (config.TextWindow is not { } window) return;
        // The window moves fast, so that it passes the text's end. Some texts become visible later, end in padding or are missing.
        const int characters = 5;
        _weights["window.bias"].narrow(0, 2 * window.Components, window.Components).add_(3);
        int symbols = window.Alphabet.Length;
        Tensor lengths = (random.Uniform(batch, 1) * (characters + 1)).floor(), visibleFrom = (random.Uniform(1, batch) * time / 2).floor();
        _texts = new(
            (random.Uniform(batch, characters) * symbols).floor().to_type(ScalarType.Int64).to(device),
            arange(characters).unsqueeze(0).lt(lengths).to_type(ScalarType.Float32).to(device),
            arange(time).unsqueeze(1).ge(visibleFrom).to_type(ScalarType.Float32).to(device));
        _ofTextVector = random.Normal(time, batch, symbols).to(device);
        _state = _state with
        {
            Kappas = random.Uniform(batch, window.Components).to(device),
            TextVector = (random.Uniform(batch, symbols) * random.Coins(batch, symbols)).to(device),
        };
    }

    /// <summary>The same model with a text window.</summary>
    public static ModelConfig WithTextWindow(ModelConfig config, WindowAdvance advance) =>
        config with { TextWindow = new() { Alphabet = "abcd\ufffd", Components = 3, Advance = advance, BoundaryRate = 0.5f } };

    /// <param name="device">Null for the CPU. The numbers are the same on each device.</param>
    public static RecurrenceExample Random(ModelConfig config, int time, int batch, int seed, Device? device = null) =>
        new(config, time, batch, new(seed), device ?? CPU);

    /// <summary>
    /// Outputs of three windows, each from the state after the one before, and gradients of a random linear loss of them; all on the CPU.
    /// </summary>
    /// <param name="dropout">Different in each window, the same in each run; null for no dropout.</param>
    /// <param name="force">Whether random boundaries replace the detectors.</param>
    public Results Run(IRecurrence recurrence, float slope, Dropout? dropout = null, bool force = false)
    {
        Dictionary<string, Tensor> weights = Leaves();
        Tensor embedded = _embedded.clone().requires_grad_(true);
        var named = new List<(string, Tensor)>();
        Tensor[] hiddenBefore = [.. _state.Hidden.Select(AsLeaf)], cellsBefore = [.. _state.CellState.Select(AsLeaf)];
        RecurrentState state = _state with { Hidden = hiddenBefore, CellState = cellsBefore };
        for (int window = 0; window < 3; window++)
        {
            Tensor? masks = (dropout is null ? null : dropout with { Seed = dropout.Seed + window })
                ?.CandidateMasks(_config, embedded.shape[0], embedded.shape[1], CPU)?.to(embedded.device); // each device draws its own
            RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope, masks, force ? _forced : null, _texts);
            Tensor loss = zeros(1, device: embedded.device);
            for (int layer = 0; layer < output.Hidden.Length; layer++)
            {
                named.Add(($"window {window}, hidden {layer}", output.Hidden[layer].detach()));
                named.Add(($"window {window}, state's hidden {layer}", output.State.Hidden[layer].detach()));
                named.Add(($"window {window}, state's cell {layer}", output.State.CellState[layer].detach()));
                loss += (output.Hidden[layer] * _ofHidden[layer]).sum();
            }

            for (int layer = 0; layer < output.Boundaries.Length; layer++)
            {
                named.Add(($"window {window}, boundaries {layer}", output.Boundaries[layer].detach()));
                named.Add(($"window {window}, state's boundaries {layer}", output.State.Boundaries[layer].detach()));
                loss += (output.Boundaries[layer] * _ofBoundaries[layer]).sum();
            }

            if (_texts is not null)
            {
                // After the end of its text, w is nearly 0 and known only up to the rounding of the sum that it is part of.
                named.Add(($"window {window}, w", output.TextVector!.detach() + 1));
                named.Add(($"window {window}, state's w", output.State.TextVector!.detach() + 1));
                named.Add(($"window {window}, state's κ", output.State.Kappas!.detach()));
                loss += (output.TextVector! * _ofTextVector!).sum();
            }

            loss.backward();
            RecurrentState next = output.State.Detach();
            if (window > 0) state.Dispose();
            state = next;
        }

        state.Dispose();

        for (int layer = 0; layer < _config.Layers; layer++)
        {
            named.Add(($"∂hidden {layer} before", hiddenBefore[layer].grad!));
            named.Add(($"∂cell {layer} before", cellsBefore[layer].grad!));
        }

        named.Add(("∂embedded", embedded.grad!));
        foreach ((string name, Tensor weight) in weights) named.Add(($"∂{name}", weight.grad!));
        return new([.. named.Select(pair => pair.Item1)], [.. named.Select(pair => pair.Item2.cpu())]);
    }

    /// <summary>The weights as leaf tensors that require gradients.</summary>
    public Dictionary<string, Tensor> Leaves() => _weights.ToDictionary(pair => pair.Key, pair => AsLeaf(pair.Value));

    /// <summary>The outputs for the window.</summary>
    public RecurrentOutput Forward(IRecurrence recurrence, float slope) =>
        recurrence.Forward(_weights, _embedded, _state, slope, texts: _texts);

    /// <summary>The same as windows of one step, each from the state after the one before.</summary>
    public RecurrentOutput[] ForwardStepByStep(IRecurrence recurrence, float slope)
    {
        var steps = new RecurrentOutput[_embedded.shape[0]];
        RecurrentState state = _state;
        for (int time = 0; time < steps.Length; time++)
        {
            steps[time] = recurrence.Forward(_weights, _embedded.narrow(0, time, 1), state, slope, texts: _texts?.Slice(time, 1));
            state = steps[time].State;
        }

        return steps;
    }

    /// <summary>The outputs of one line of the batch, run by itself.</summary>
    public RecurrentOutput ForwardLine(IRecurrence recurrence, float slope, int line) => recurrence.Forward(
        _weights,
        _embedded.narrow(1, line, 1),
        _state.Select(tensor => tensor.narrow(0, line, 1)),
        slope,
        texts: _texts is null
            ? null : new(_texts.Symbols.narrow(0, line, 1), _texts.Mask.narrow(0, line, 1), _texts.Visible.narrow(1, line, 1)));

    private static Tensor AsLeaf(Tensor values) => values.clone().requires_grad_(true);

    private IEnumerable<int> Layers() => Enumerable.Range(0, _config.Layers);

    /// <param name="Names">The name of each value.</param>
    public sealed record Results(string[] Names, Tensor[] Values)
    {
        /// <param name="what">Which example it is, for the message.</param>
        public void AssertClose(Results actual, string what)
        {
            Assert.Equal(Names, actual.Names);
            foreach ((string name, Tensor one, Tensor other) in Names.Zip(Values, actual.Values))
                TensorAssert.Close(one, other, 1e-4, $"{name}, {what}");
        }
    }
}
