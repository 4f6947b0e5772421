using System.Globalization;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// All weights of a model in one flat tensor, so that the optimiser, the gradient norm and a checkpoint need only one operation each
/// instead of one for each of about twenty tensors.
/// </summary>
public sealed class ParameterVector : IDisposable
{
    private readonly (string Name, long[] Shape)[] _tensors;
    private readonly long[] _sizes;
    private readonly long _hidden;

    private ParameterVector(ModelConfig config, Tensor values)
    {
        _tensors = [.. config.Tensors().Select(tensor => (tensor.Name, tensor.Shape.Select(size => (long)size).ToArray()))];
        _sizes = [.. _tensors.Select(tensor => tensor.Shape.Aggregate(1L, (product, size) => product * size))];
        _hidden = config.Hidden;
        Values = values;
    }

    /// <summary>[parameters], a leaf tensor that requires a gradient.</summary>
    public Tensor Values { get; }

    /// <summary>
    /// Random weights: recurrent blocks are orthogonal, other matrices Glorot-uniform. Biases are 0, except forget biases, which are 1, the
    /// additional forget biases of a soft flush, which are −2, and the bias of a text window, with which it moves as fast as a person
    /// writes. The same seed gives the same weights.
    /// </summary>
    public static ParameterVector Initialise(ModelConfig config, int seed, Device device)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        var flat = zeros(config.ParameterCount());
        var parameters = new ParameterVector(config, flat);
        foreach ((string name, Tensor view) in parameters.Views())
        {
            if (view.dim() == 2) nn.init.xavier_uniform_(view);
            if (name.StartsWith("layers.") && name.EndsWith(".recurrent.weight"))
            {
                for (int gate = 0; gate < 4; gate++) nn.init.orthogonal_(view.narrow(0, gate * config.Hidden, config.Hidden));
            }

            if (name == "window.bias") InitialiseTextWindowBias(view, config.TextWindow!.Components);
            if (!name.StartsWith("layers.") || !name.EndsWith(".bias")) continue;
            // Initially an UPDATE keeps σ(1) = 0.73 of the cell, and a soft FLUSH σ(1 − 2) = 0.27.
            view.narrow(0, 0, config.Hidden).fill_(name.EndsWith(".top_down.bias") ? -2 : 1);
        }

        return new(config, AsLeaf(flat, device));
    }

    /// <summary>Creates the vector from the weights of a model file.</summary>
    public static ParameterVector FromWeights(ModelConfig config, IReadOnlyDictionary<string, float[]> weights, Device device)
    {
        using var scope = NewDisposeScope();
        return new(config, AsLeaf(tensor(config.Tensors().SelectMany(named => weights[named.Name]).ToArray()), device));
    }

    /// <summary>Creates views of <see cref="Values"/>, by name and with their shapes. Gradients flow back through the views.</summary>
    public Dictionary<string, Tensor> Views()
    {
        Tensor[] parts = Values.split(_sizes); // a single node of the graph; its backward pass is one concatenation
        var views = new Dictionary<string, Tensor>(_tensors.Length);
        for (int index = 0; index < parts.Length; index++) views[_tensors[index].Name] = parts[index].view(_tensors[index].Shape);
        return views;
    }

    /// <summary>
    /// Creates the factor of each parameter's learning rate, [parameters]. With Adam, the change of a weight does not depend on the size of
    /// its gradient. Upper layers of an HM-LSTM learn only from the few steps at which they do not copy, so they need smaller rates. A
    /// detector gets no gradient outside |a·s| &lt; 1: at the full rate it leaves this range after a few hundred updates, and then fires
    /// always or never (docs/research/log.md).
    /// </summary>
    /// <param name="detectorShare">Factor for the boundary detectors, independent of their layers' factors.</param>
    /// <param name="layerShare">
    /// Factor for the other weights of a layer, by its index from 0. Weights outside the recurrent layers have factor 1.
    /// </param>
    public Tensor RateShares(double detectorShare, Func<int, double> layerShare)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor shares = ones_like(Values, requires_grad: false);
        Tensor[] parts = shares.split(_sizes);
        for (int index = 0; index < parts.Length; index++)
        {
            (string name, long[] shape) = _tensors[index];
            if (name.Split('.') is not ["layers", string layer, ..]) continue;
            parts[index].fill_(layerShare(int.Parse(layer, CultureInfo.InvariantCulture)));
            // A detector's row comes after those of the four gates.
            if (shape[0] == (4 * _hidden) + 1) parts[index].view(shape).narrow(0, 4 * _hidden, 1).fill_(detectorShare);
        }

        return shares.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Creates <see cref="Muon"/> for the matrices of the recurrent layers' gates. Other weights are not meant for it: inputs and outputs,
    /// biases and the rows of boundary detectors.
    /// </summary>
    /// <param name="layerShare">Factor of the learning rate of a layer, by its index from 0.</param>
    public Muon ForMuon(Func<int, double> layerShare, double weightDecay = 0)
    {
        List<Muon.Matrix> matrices = [];
        long start = 0;
        for (int index = 0; index < _tensors.Length; index++)
        {
            (string name, long[] shape) = _tensors[index];
            if (name.Split('.') is ["layers", string layer, "recurrent" or "bottom_up" or "top_down", "weight"])
                matrices.Add(new(start, 4 * _hidden, shape[1], layerShare(int.Parse(layer, CultureInfo.InvariantCulture))));
            start += _sizes[index];
        }

        return new(matrices, weightDecay);
    }

    /// <summary>Copies all weights, row-major, in the form of a model file.</summary>
    public Dictionary<string, float[]> ToWeights()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Views().ToDictionary(pair => pair.Key, pair => pair.Value.cpu().contiguous().data<float>().ToArray());
    }

    public void Dispose() => Values.Dispose();

    /// <summary>
    /// Initialises the text window's bias so that the Gaussians sum to about 1 and move by one character in
    /// <see cref="TextWindow.PointsPerCharacter"/> points.
    /// </summary>
    private static void InitialiseTextWindowBias(Tensor bias, int components)
    {
        bias.narrow(0, 0, components).fill_(InverseSoftplus(1.0 / components));
        bias.narrow(0, 2 * components, components).fill_(InverseSoftplus(1));

        static double InverseSoftplus(double value) => Math.Log(Math.Exp(value) - 1);
    }

    private static Tensor AsLeaf(Tensor values, Device device) =>
        values.to(device).detach().clone().requires_grad_(true).DetachFromDisposeScope();
}
