using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>Weights, a window and a state before it, for comparing one recurrence with another.</summary>
internal sealed class RecurrenceExample
{
    private readonly ModelConfig _config;
    private readonly Dictionary<string, Tensor> _weights;
    private readonly Tensor _embedded;
    private readonly RecurrentState _state;
    private readonly Tensor[] _lossOfHidden, _lossOfBoundaries, _forced;

    private RecurrenceExample(ModelConfig config, int time, int batch, SeededTensors random, Device device)
    {
        _config = config;
        // Gates wide enough to matter, and detectors that fire about as often as not.
        _weights = config.Tensors().Where(tensor => tensor.Name.StartsWith("layers.")).ToDictionary(
            tensor => tensor.Name,
            tensor => random.Normal([.. tensor.Shape.Select(size => (long)size)])
                * (tensor.Shape.Length == 1 ? 0.5 : 1.5 / Math.Sqrt(tensor.Shape[1])))
            .ToDictionary(pair => pair.Key, pair => pair.Value.to(device));
        _embedded = random.Normal(time, batch, config.Embedding).to(device);
        _state = new(
            [.. Layers().Select(_ => (random.Uniform(batch, config.Hidden) - 0.5).to(device))],
            [.. Layers().Select(_ => random.Normal(batch, config.Hidden).to(device))],
            [.. Layers().Where(config.HasDetector).Select(_ => random.Coins(batch, 1).to(device))]);
        _lossOfHidden = [.. Layers().Select(_ => random.Normal(time, batch, config.Hidden).to(device))];
        _lossOfBoundaries = [.. Layers().Where(config.HasDetector).Select(_ => random.Normal(time, batch).to(device))];
        _forced = [.. Layers().Where(config.HasDetector).Select(_ => random.Coins(time, batch).to(device))];
    }

    /// <param name="device">Where; null for the CPU. The numbers are the same.</param>
    public static RecurrenceExample Random(ModelConfig config, int time, int batch, int seed, Device? device = null) =>
        new(config, time, batch, new(seed), device ?? CPU);

    /// <summary>
    /// Outputs of three windows, each from the state after the one before, and gradients of a random linear loss of them; all on the CPU.
    /// </summary>
    /// <param name="dropout">Of each window anew, and the same in each run; null leaves nothing out.</param>
    /// <param name="force">Whether coins stand in for the detectors.</param>
    public Results Run(IRecurrence recurrence, float slope, Dropout? dropout = null, bool force = false)
    {
        Dictionary<string, Tensor> weights = Leaves();
        Tensor embedded = _embedded.clone().requires_grad_(true);
        var named = new List<(string, Tensor)>();
        Tensor[] hiddenBefore = [.. _state.Hidden.Select(AsLeaf)], cellsBefore = [.. _state.CellState.Select(AsLeaf)];
        RecurrentState state = new(hiddenBefore, cellsBefore, _state.Boundaries);
        for (int window = 0; window < 3; window++)
        {
            Tensor? masks = (dropout is null ? null : dropout with { Seed = dropout.Seed + window })
                ?.CandidateMasks(_config, embedded.shape[0], embedded.shape[1], CPU)?.to(embedded.device); // each device draws its own
            RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope, masks, force ? _forced : null);
            Tensor loss = zeros(1, device: embedded.device);
            for (int layer = 0; layer < output.Hidden.Length; layer++)
            {
                named.Add(($"window {window}, hidden {layer}", output.Hidden[layer].detach()));
                named.Add(($"window {window}, state's hidden {layer}", output.State.Hidden[layer].detach()));
                named.Add(($"window {window}, state's cell {layer}", output.State.CellState[layer].detach()));
                loss += (output.Hidden[layer] * _lossOfHidden[layer]).sum();
            }

            for (int layer = 0; layer < output.Boundaries.Length; layer++)
            {
                named.Add(($"window {window}, boundaries {layer}", output.Boundaries[layer].detach()));
                named.Add(($"window {window}, state's boundaries {layer}", output.State.Boundaries[layer].detach()));
                loss += (output.Boundaries[layer] * _lossOfBoundaries[layer]).sum();
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

    /// <summary>The weights as leaves that take gradients.</summary>
    public Dictionary<string, Tensor> Leaves() => _weights.ToDictionary(pair => pair.Key, pair => AsLeaf(pair.Value));

    /// <summary>The window's outputs.</summary>
    public RecurrentOutput Forward(IRecurrence recurrence, float slope) => recurrence.Forward(_weights, _embedded, _state, slope);

    /// <summary>The same as windows of one step, each from the state after the one before.</summary>
    public RecurrentOutput[] ForwardStepByStep(IRecurrence recurrence, float slope)
    {
        var steps = new RecurrentOutput[_embedded.shape[0]];
        RecurrentState state = _state;
        for (int time = 0; time < steps.Length; time++)
        {
            steps[time] = recurrence.Forward(_weights, _embedded.narrow(0, time, 1), state, slope);
            state = steps[time].State;
        }

        return steps;
    }

    /// <summary>The outputs of one line of the batch, run by itself.</summary>
    public RecurrentOutput ForwardLine(IRecurrence recurrence, float slope, int line) => recurrence.Forward(
        _weights,
        _embedded.narrow(1, line, 1),
        new(
            [.. _state.Hidden.Select(tensor => tensor.narrow(0, line, 1))],
            [.. _state.CellState.Select(tensor => tensor.narrow(0, line, 1))],
            [.. _state.Boundaries.Select(tensor => tensor.narrow(0, line, 1))]),
        slope);

    private static Tensor AsLeaf(Tensor values) => values.clone().requires_grad_(true);

    private IEnumerable<int> Layers() => Enumerable.Range(0, _config.Layers);

    /// <param name="Names">What each of the values is.</param>
    public sealed record Results(string[] Names, Tensor[] Values);
}
