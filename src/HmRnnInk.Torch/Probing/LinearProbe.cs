using static TorchSharp.torch;

namespace HmRnnInk.Torch.Probing;

/// <summary>
/// Logistic regressions on the same features, fitted in parallel: one for each kind of label and each weight decay. Linear probes show
/// which information a state contains in linear form (Alain and Bengio 2016, arXiv 1610.01644).
/// </summary>
public sealed class LinearProbe
{
    /// <summary>The label of a row that is ignored in fitting.</summary>
    public const float Unused = -1;

    private const int BatchRows = 1024;

    private const double LearningRate = 3e-3;

    private readonly float[] _weights; // [columns, features], for features as they are, not standardised
    private readonly float[] _biases; // [columns]
    private readonly int _labels;

    private LinearProbe(float[] weights, float[] biases, int labels) => (_weights, _biases, _labels) = (weights, biases, labels);

    /// <summary>Number of regressions: decays × labels.</summary>
    public int Columns => _biases.Length;

    /// <summary>Index of the regression for a kind of label and a weight decay, both given by index.</summary>
    public int Column(int label, int decay) => (decay * _labels) + label;

    /// <summary>
    /// Fits by Adam on minibatches of rows, with a learning rate that falls linearly to 0. The same seed gives the same probe on the same
    /// machine.
    /// </summary>
    /// <param name="features">[rows, features], float32 or, to save memory, float16. They are standardised by this method.</param>
    /// <param name="labels">[rows, labels]: 0, 1 or <see cref="Unused"/>.</param>
    /// <param name="decays">Weight decays: the factor of half the squared norm of the (standardised) weights in the loss.</param>
    /// <param name="epochs">Number of passes over the rows.</param>
    /// <param name="seed">Random seed of the order of rows.</param>
    public static LinearProbe Fit(Tensor features, Tensor labels, IReadOnlyList<double> decays, int epochs, int seed)
    {
        using var scope = NewDisposeScope();
        (long rows, int width, int kinds) = (features.shape[0], (int)features.shape[1], (int)labels.shape[1]);
        (Tensor mean, Tensor deviation) = Moments(features);
        int columns = kinds * decays.Count;
        Tensor parameters = zeros(columns * (width + 1)).requires_grad_(true);
        Tensor decay = tensor(decays.Select(value => (float)value).ToArray()).repeat_interleave(kinds).unsqueeze(1); // [columns, 1]
        using var adam = new Optimiser(parameters);
        long[] order = [.. Enumerable.Range(0, (int)rows).Select(row => (long)row)];
        var random = new SplitMix64((ulong)seed);
        long batches = (rows + BatchRows - 1) / BatchRows, updates = batches * epochs;
        for (long update = 0; update < updates; update++)
        {
            int first = (int)(update % batches) * BatchRows;
            if (first == 0) random.Shuffle(order.AsSpan());
            using var step = NewDisposeScope();
            Tensor batch = tensor(order[first..Math.Min(order.Length, first + BatchRows)]);
            Tensor inputs = (features.index_select(0, batch).to(ScalarType.Float32) - mean) / deviation; // [batch, features]
            Tensor targets = labels.index_select(0, batch).repeat(1, decays.Count); // [batch, columns]
            Tensor used = (targets != Unused).to(ScalarType.Float32);
            Tensor weights = parameters.narrow(0, 0, columns * width).view(columns, width);
            Tensor biases = parameters.narrow(0, columns * width, columns);
            Tensor logits = inputs.matmul(weights.t()) + biases;
            Tensor loss = nn.functional.binary_cross_entropy_with_logits(logits, targets.clamp(0, 1), used, nn.Reduction.Sum);
            ((loss / batch.shape[0]) + (decay * weights.square() / 2).sum()).backward();
            adam.Step(LearningRate * (1 - (update / (double)updates)), clipNorm: double.PositiveInfinity);
        }

        using var noGradient = no_grad();
        Tensor scaled = parameters.narrow(0, 0, columns * width).view(columns, width) / deviation;
        Tensor shifted = parameters.narrow(0, columns * width, columns) - scaled.matmul(mean);
        return new([.. scaled.contiguous().data<float>()], [.. shifted.data<float>()], kinds);
    }

    /// <returns>[columns][row]: logits.</returns>
    /// <param name="features">[row · features], not standardised.</param>
    public float[][] Logits(float[] features)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor inputs = tensor(features).view(-1, _weights.Length / Columns); // [rows, features]
        Tensor logits = tensor(_weights).view(Columns, -1).matmul(inputs.t()) + tensor(_biases).unsqueeze(1);
        return [.. Enumerable.Range(0, Columns).Select(column => logits[column].data<float>().ToArray())];
    }

    /// <summary>Mean and standard deviation of each feature; 1 for one that does not vary.</summary>
    private static (Tensor Mean, Tensor Deviation) Moments(Tensor features)
    {
        long rows = features.shape[0], width = features.shape[1];
        Tensor sum = zeros(width, ScalarType.Float64), squares = zeros(width, ScalarType.Float64);
        for (long first = 0; first < rows; first += BatchRows)
        {
            using var part = NewDisposeScope();
            Tensor values = features.narrow(0, first, Math.Min(BatchRows, rows - first)).to(ScalarType.Float64);
            sum.add_(values.sum(dim: 0)); // without the name, 0 would be converted to a ScalarType
            squares.add_(values.square().sum(dim: 0));
        }

        Tensor mean = sum / rows, deviation = (squares / rows - mean.square()).clamp_min(0).sqrt();
        return (mean.to(ScalarType.Float32), where(deviation < 1e-6, ones_like(deviation), deviation).to(ScalarType.Float32));
    }
}
