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
    private readonly Tensor[] _lossOfHidden, _lossOfBoundaries;

    private RecurrenceExample(ModelConfig config, int time, int batch)
    {
        _config = config;
        // Gates wide enough to matter, and detectors that fire about as often as not.
        _weights = config.Tensors().Where(tensor => tensor.Name.StartsWith("layers.")).ToDictionary(
            tensor => tensor.Name,
            tensor => randn([.. tensor.Shape.Select(size => (long)size)])
                * (tensor.Shape.Length == 1 ? 0.5 : 1.5 / Math.Sqrt(tensor.Shape[1])));
        _embedded = randn(time, batch, config.Embedding);
        _state = new(
            [.. Layers().Select(_ => rand(batch, config.Hidden) - 0.5)],
            [.. Layers().Select(_ => randn(batch, config.Hidden))],
            [.. Layers().Where(config.HasDetector).Select(_ => randint(0, 2, [batch, 1]).to_type(ScalarType.Float32))]);
        _lossOfHidden = [.. Layers().Select(_ => randn(time, batch, config.Hidden))];
        _lossOfBoundaries = [.. Layers().Where(config.HasDetector).Select(_ => randn(time, batch))];
    }

    public static RecurrenceExample Random(ModelConfig config, int time, int batch, int seed)
    {
        manual_seed(seed);
        return new(config, time, batch);
    }

    /// <summary>Outputs of two windows, the second from the state after the first, and gradients of a random linear loss of them.</summary>
    public Results Run(IRecurrence recurrence, float slope)
    {
        var weights = _weights.ToDictionary(pair => pair.Key, pair => pair.Value.clone().requires_grad_(true));
        Tensor embedded = _embedded.clone().requires_grad_(true);
        var named = new List<(string, Tensor)>();
        RecurrentState state = _state;
        for (int window = 0; window < 2; window++)
        {
            RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope);
            Tensor loss = zeros(1);
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
            state = output.State.Detach();
        }

        named.Add(("∂embedded", embedded.grad!));
        foreach ((string name, Tensor weight) in weights) named.Add(($"∂{name}", weight.grad!));
        return new([.. named.Select(pair => pair.Item1)], [.. named.Select(pair => pair.Item2)]);
    }

    private IEnumerable<int> Layers() => Enumerable.Range(0, _config.Layers);

    /// <param name="Names">What each of the values is.</param>
    public sealed record Results(string[] Names, Tensor[] Values);
}
