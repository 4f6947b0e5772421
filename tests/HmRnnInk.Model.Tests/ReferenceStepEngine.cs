namespace HmRnnInk.Model.Tests;

/// <summary>
/// The model written from its equations (docs/dev/model.md; Chung, Ahn and Bengio 2017) in float64 and plain loops, everything
/// computed and then mixed arithmetically, so that it shares no shortcut with the engine that it checks.
/// </summary>
internal sealed class ReferenceStepEngine : IStepEngine
{
    private readonly InkModel _model;
    private readonly double[][] _cells, _hiddens; // [layer][unit]
    private readonly double[] _boundaries; // z^l, 0 or 1
    private readonly double[] _kappas, _window; // κ and w of the previous row
    private int[] _text = [];

    public ReferenceStepEngine(InkModel model)
    {
        _model = model;
        _cells = [.. Enumerable.Range(0, Config.Layers).Select(_ => new double[Config.Hidden])];
        _hiddens = [.. Enumerable.Range(0, Config.Layers).Select(_ => new double[Config.Hidden])];
        _boundaries = new double[Config.Layers];
        (_kappas, _window) = (new double[Config.TextWindow?.Components ?? 0], new double[Config.TextWindow?.Alphabet.Length ?? 0]);
    }

    public ModelConfig Config => _model.Config;

    public Normalisation Normalisation => _model.Metadata.Normalisation;

    /// <summary>Smallest |z̃ − 0.5| so far: below the rounding of float32, engines may disagree on a boundary.</summary>
    public double NarrowestMargin { get; private set; } = double.PositiveInfinity;

    public double Cell(int layer, int unit) => _cells[layer][unit];

    public double Hidden(int layer, int unit) => _hiddens[layer][unit];

    public IReadOnlyList<double> Kappas => _kappas;

    public IReadOnlyList<double> Window => _window;

    public void SetText(string given)
    {
        _text = new CharacterAlphabet(Config.TextWindow!.Alphabet).Encode(given);
        Array.Clear(_kappas);
        Array.Clear(_window);
    }

    public void Reset()
    {
        foreach (double[] values in _cells.Concat(_hiddens)) Array.Clear(values);
        Array.Clear(_boundaries);
        if (Config.TextWindow is not null) SetText("");
    }

    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        (float x, float y) = Normalisation.Normalise(offset);
        double[] below = Linear("embedding.weight", [x, y, offset.PenUp ? 1 : 0], Vector("embedding.bias"));
        double boundaryBelow = 1;
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            if (Config.Cell == Model.Cell.HmLstm) AdvanceHierarchical(layer, below, ref boundaryBelow, trace);
            else AdvancePlain(layer, below, trace);
            below = _hiddens[layer];
            if (layer == 0 && _text.Length > 0) MoveWindow();
        }

        Predict(next);
    }

    private void MoveWindow()
    {
        TextWindow config = Config.TextWindow!;
        double[] parameters = Linear("window.weight", _hiddens[0], Vector("window.bias"));
        Array.Clear(_window);
        for (int component = 0; component < _kappas.Length; component++)
        {
            double alpha = Softplus(parameters[component]), beta = Math.Max(0.01, Softplus(parameters[_kappas.Length + component]));
            double step = Softplus(parameters[2 * _kappas.Length + component]) / 25;
            _kappas[component] += config.Advance == WindowAdvance.Steps ? step : _boundaries[0] * step / config.BoundaryRate;
            for (int position = 0; position < _text.Length; position++)
                _window[_text[position]] += alpha * Math.Exp(-Math.Pow(_kappas[component] - position, 2) / beta);
        }

        static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
    }

    /// <summary>Adds the product of a tensor and w to the sums, if the model has a text window.</summary>
    private double[] Read(string tensor, double[] sums) => Config.TextWindow is null ? sums : Add(sums, 1, Linear(tensor, _window));

    private void AdvanceHierarchical(int layer, double[] below, ref double boundaryBelow, StepTrace trace)
    {
        int width = Config.Hidden;
        double z = _boundaries[layer], zBelow = boundaryBelow;
        double[] sums = Linear($"layers.{layer}.recurrent.weight", _hiddens[layer], Vector($"layers.{layer}.bias"));
        sums = Read($"layers.{layer}.window.weight", sums);
        sums = Add(sums, zBelow, Linear($"layers.{layer}.bottom_up.weight", below));
        if (layer < Config.Layers - 1)
        {
            double[]? bias = Config.SoftFlush ? Vector($"layers.{layer}.top_down.bias") : null;
            sums = Add(sums, z, Linear($"layers.{layer}.top_down.weight", _hiddens[layer + 1], bias));
        }

        for (int unit = 0; unit < width; unit++)
        {
            double f = Sigmoid(sums[unit]), i = Sigmoid(sums[width + unit]), o = Sigmoid(sums[2 * width + unit]);
            double g = Math.Tanh(sums[3 * width + unit]);
            double c = _cells[layer][unit], h = _hiddens[layer][unit];
            double copy = (1 - z) * (1 - zBelow), update = (1 - z) * zBelow;
            double flushed = Config.SoftFlush ? f * c + i * g : i * g;
            _cells[layer][unit] = z * flushed + copy * c + update * (f * c + i * g);
            _hiddens[layer][unit] = copy * h + (1 - copy) * o * Math.Tanh(_cells[layer][unit]);
        }

        bool copied = z == 0 && zBelow == 0, detector = layer < Config.Layers - 1;
        double probability = 0;
        if (detector && !copied)
        {
            probability = Math.Max(0, Math.Min(1, (_model.Metadata.Slope * sums[4 * width] + 1) / 2));
            NarrowestMargin = Math.Min(NarrowestMargin, Math.Abs(probability - 0.5));
        }

        boundaryBelow = _boundaries[layer] = probability > 0.5 ? 1 : 0;
        trace.Operations[layer] = z == 1 ? Operation.Flush : zBelow == 1 ? Operation.Update : Operation.Copy;
        trace.Boundaries[layer] = probability > 0.5;
        trace.BoundaryProbabilities[layer] = (float)probability;
    }

    private void AdvancePlain(int layer, double[] below, StepTrace trace)
    {
        int width = Config.Hidden;
        double[] sums = Add(
            Linear($"layers.{layer}.recurrent.weight", _hiddens[layer], Vector($"layers.{layer}.bias")),
            1,
            Linear($"layers.{layer}.bottom_up.weight", below));
        sums = Read($"layers.{layer}.window.weight", sums);
        for (int unit = 0; unit < width; unit++)
        {
            double f = Sigmoid(sums[unit]), i = Sigmoid(sums[width + unit]), o = Sigmoid(sums[2 * width + unit]);
            _cells[layer][unit] = f * _cells[layer][unit] + i * Math.Tanh(sums[3 * width + unit]);
            _hiddens[layer][unit] = o * Math.Tanh(_cells[layer][unit]);
        }

        (trace.Operations[layer], trace.Boundaries[layer], trace.BoundaryProbabilities[layer]) = (Operation.Update, false, 0);
    }

    private void Predict(MixtureDensity next)
    {
        double[] gates = Linear("output.gate.weight", [.. _hiddens.SelectMany(hidden => hidden)]);
        double[] embedding = Read("output.window.weight", Vector("output.bias"));
        for (int layer = 0; layer < Config.Layers; layer++)
            embedding = Add(embedding, Sigmoid(gates[layer]), Linear($"output.{layer}.weight", _hiddens[layer]));
        double[] head = Linear("head.weight", [.. embedding.Select(value => Math.Max(0, value))], Vector("head.bias"));

        int components = Config.Components;
        next.PenUpLogit = (float)head[0];
        for (int component = 0; component < components; component++)
        {
            next.WeightLogits[component] = (float)head[1 + component];
            next.MeansX[component] = (float)head[1 + components + component];
            next.MeansY[component] = (float)head[1 + 2 * components + component];
            next.LogDeviationsX[component] = (float)Math.Max(head[1 + 3 * components + component], Math.Log(_model.Metadata.SigmaFloor));
            next.LogDeviationsY[component] = (float)Math.Max(head[1 + 4 * components + component], Math.Log(_model.Metadata.SigmaFloor));
            next.Correlations[component] = (float)(Math.Tanh(head[1 + 5 * components + component]) * 0.9999);
        }
    }

    private double[] Vector(string name) => [.. _model.Weights[name].Select(value => (double)value)];

    private double[] Linear(string name, double[] input, double[]? bias = null)
    {
        float[] matrix = _model.Weights[name];
        var result = new double[matrix.Length / input.Length];
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = bias is null ? 0 : bias[row];
            for (int column = 0; column < input.Length; column++) result[row] += matrix[row * input.Length + column] * input[column];
        }

        return result;
    }

    private static double[] Add(double[] sums, double factor, double[] terms) => [.. sums.Zip(terms, (sum, term) => sum + factor * term)];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
