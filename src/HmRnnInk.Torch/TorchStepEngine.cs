using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// Runs a model row by row in TorchSharp, on the CPU or on CUDA. It skips nothing: what is gated off is computed and multiplied by 0. It is
/// the reference for the results and the speed of the SIMD engine. Weights are concatenated once, so that a layer needs one product, and a
/// step copies its results to the host once.
/// </summary>
public sealed class TorchStepEngine : IStepEngine, IDisposable
{
    private readonly float _slope, _logSigmaFloor;
    private readonly Device _device;
    private readonly Tensor _embedding, _embeddingBias, _outputGates, _projections, _outputBias, _head, _headBias;
    private readonly Tensor[] _combined, _biases; // [U | V | W]ᵀ and b of each layer
    private readonly Tensor?[] _topDownBiases; // null for layers without one
    private readonly Dictionary<string, Tensor> _textWeights = []; // of the text window, and those that multiply w
    private readonly int _textValueCount; // of α̂, β̂, κ̂ and κ together
    private readonly float[] _results;
    private readonly bool[] _endedBefore;
    private RecurrentState _state;
    private int[] _text = [];
    private LineTexts? _texts;

    public TorchStepEngine(InkModel model, Device device)
    {
        (Config, Normalisation, _device) = (model.Config, model.Metadata.Normalisation, device);
        (_slope, _logSigmaFloor) = (model.Metadata.Slope, MathF.Log(model.Metadata.SigmaFloor));
        _textValueCount = Config.TextWindow is { } window ? window.ParameterWidth + window.Components : 0;
        _results = new float[Config.MixtureWidth + (2 * Config.Detectors) + _textValueCount + (Config.Layers * Config.Hidden)];
        _endedBefore = new bool[Config.Layers];
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        (_embedding, _embeddingBias) = (Matrix("embedding.weight"), Vector("embedding.bias"));
        _combined = [.. Enumerable.Range(0, Config.Layers).Select(Combine)];
        _biases = [.. Enumerable.Range(0, Config.Layers).Select(layer => Vector($"layers.{layer}.bias"))];
        _topDownBiases =
        [
            .. Enumerable.Range(0, Config.Layers)
                .Select(layer => Config.HasTopDownBias(layer) ? Vector($"layers.{layer}.top_down.bias") : null),
        ];
        _outputGates = Matrix("output.gate.weight");
        _projections = cat([.. Enumerable.Range(0, Config.Layers).Select(layer => Matrix($"output.{layer}.weight"))], 0);
        (_outputBias, _head, _headBias) = (Vector("output.bias"), Matrix("head.weight"), Vector("head.bias"));
        foreach ((string name, int[] shape) in Config.Tensors().Where(tensor => tensor.Name.Contains("window.")))
            _textWeights[name] = shape.Length == 1 ? Vector(name) : Vector(name).view(shape[0], shape[1]);
        foreach (Tensor weight in Weights) weight.DetachFromDisposeScope();
        _state = RecurrentState.Zero(Config, 1, device).Detach();

        Tensor Vector(string name) => tensor(model.Weights[name]).to(device);

        // Transposed: [inputs, rows].
        Tensor Matrix(string name) =>
            Vector(name).view(-1, Config.Tensors().First(tensor => tensor.Name == name).Shape[1]).t().contiguous();

        Tensor Combine(int layer)
        {
            var parts = new List<Tensor>(3) { Matrix($"layers.{layer}.recurrent.weight") };
            if (Config.HasDetector(layer)) parts.Add(Matrix($"layers.{layer}.top_down.weight"));
            parts.Add(Matrix($"layers.{layer}.bottom_up.weight"));
            return cat(parts, 0);
        }
    }

    public ModelConfig Config { get; }

    public Normalisation Normalisation { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Hiddens => _results.AsSpan(^(Config.Layers * Config.Hidden)..);

    private Tensor[] Weights =>
    [
        _embedding, _embeddingBias, _outputGates, _projections, _outputBias, _head, _headBias,
        .. _combined, .. _biases, .. _topDownBiases.OfType<Tensor>(), .. _textWeights.Values,
    ];

    /// <inheritdoc/>
    public void Reset()
    {
        _state.Dispose();
        _state = RecurrentState.Zero(Config, 1, _device).Detach();
        SetSymbols([]);
        Array.Clear(_results);
        Array.Clear(_endedBefore);
    }

    /// <inheritdoc/>
    public void SetText(string text)
    {
        if (Config.TextWindow is not { } window)
        {
            throw new NotSupportedException(
                "The model has no text window, so it cannot write a given text. Use a model trained with trainer train --text.");
        }

        SetSymbols(new CharacterAlphabet(window.Alphabet).Encode(text));
        using var noGradient = no_grad();
        _state.Kappas!.zero_();
        _state.TextVector!.zero_();
    }

    /// <inheritdoc/>
    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        (float x, float y) = Normalisation.Normalise(offset);
        Tensor below = addmm(_embeddingBias, tensor([x, y, offset.PenUp ? 1 : 0], 1, 3).to(_device), _embedding, 1, 1); // [1, embedding]
        EagerTextWindow? textWindow = EagerTextWindow.Of(Config, _textWeights, _state, _texts);
        Tensor[] hidden = [.. _state.Hidden], cells = [.. _state.CellState], boundaries = [.. _state.Boundaries];
        var detectors = new List<Tensor>(2 * Config.Layers);
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            Tensor? endedHere = Config.HasDetector(layer) ? boundaries[layer] : null;
            Tensor? endedBelow = layer > 0 && Config.Cell == Cell.HmLstm ? boundaries[layer - 1] : null; // null means 1
            var inputs = new List<Tensor>(3) { hidden[layer] };
            if (endedHere is not null) inputs.Add(endedHere * hidden[layer + 1]);
            inputs.Add(endedBelow is null ? below : endedBelow * below);
            Tensor preActivations = addmm(_biases[layer], cat(inputs, 1), _combined[layer], 1, 1);
            if (_topDownBiases[layer] is { } bias) preActivations += endedHere! * bias;
            if (textWindow is not null) preActivations += textWindow.Term(layer);
            // The gated inputs are those of the operation that happens at this step. The other operations are multiplied by 0, so they may
            // have the same pre-activations.
            HmLstmStep step = HmLstmStep.Mix(
                preActivations, preActivations, cells[layer], hidden[layer], endedHere, endedBelow, _slope, Config.SoftFlush);
            (cells[layer], hidden[layer], below) = (step.CellState, step.Hidden, step.Hidden);
            if (layer == 0) textWindow?.Advance(step.Hidden, step.Boundary);
            if (step.Boundary is null) continue;
            boundaries[layer] = step.Boundary;
            detectors.Add(preActivations.narrow(1, 4 * Config.Hidden, 1));
            detectors.Add(step.Boundary);
        }

        Tensor all = cat(hidden, 1); // [1, layers · d]
        Tensor textValues = textWindow is null
            ? zeros(1, _textValueCount, device: _device) : cat([textWindow.Parameters!, textWindow.Kappas], 1);
        cat([Predict(hidden, all, textWindow?.TextVector), .. detectors, textValues, all], 1).cpu().data<float>().CopyTo(_results);
        ReplaceState(_state.After(hidden, cells, boundaries, textWindow?.Kappas, textWindow?.TextVector));
        next.SetFromHead(_results.AsSpan(0, Config.MixtureWidth), _logSigmaFloor);
        FillTrace(trace);
        trace.TextPosition = textWindow is null ? -1 : TextPosition();
    }

    /// <inheritdoc/>
    public StepState CreateState() => new(Config);

    /// <inheritdoc/>
    /// <remarks>This makes two copies to the host, which take a fraction of a step's time.</remarks>
    public void CopyStateTo(StepState copy)
    {
        copy.CheckFits(Config);
        using var scope = NewDisposeScope();
        cat(_state.CellState, 1).cpu().data<float>().CopyTo(copy.Cells);
        cat(_state.Hidden, 1).cpu().data<float>().CopyTo(copy.Hiddens);
        _endedBefore.CopyTo(copy.Boundaries, 0);
        copy.Text = _text;
        if (copy.Kappas.Length == 0) return;
        _state.Kappas!.cpu().data<float>().CopyTo(copy.Kappas);
        _state.TextVector!.cpu().data<float>().CopyTo(copy.Window);
    }

    /// <inheritdoc/>
    public void Restore(StepState copy)
    {
        copy.CheckFits(Config);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor[] boundaries =
            [.. copy.Boundaries[..Config.Detectors].Select(ended => tensor(ended ? 1f : 0f, device: _device).view(1, 1))];
        bool hasTextWindow = copy.Kappas.Length > 0; // a state without one also fits a model with one
        SetSymbols(hasTextWindow ? copy.Text : []);
        RecurrentState zero = RecurrentState.Zero(Config, 1, _device);
        ReplaceState(new(Rows(copy.Hiddens), Rows(copy.Cells), boundaries)
        {
            Kappas = hasTextWindow ? tensor(copy.Kappas, 1, copy.Kappas.Length).to(_device) : zero.Kappas,
            TextVector = hasTextWindow ? tensor(copy.Window, 1, copy.Window.Length).to(_device) : zero.TextVector,
        });
        copy.Hiddens.CopyTo(_results.AsSpan(^copy.Hiddens.Length..));
        copy.Boundaries.CopyTo(_endedBefore, 0);

        Tensor[] Rows(float[] values) => [.. tensor(values, 1, values.Length).to(_device).chunk(Config.Layers, 1)];
    }

    public void Dispose()
    {
        SetSymbols([]);
        _state.Dispose();
        foreach (Tensor weight in Weights) weight.Dispose();
    }

    /// <returns>The raw head, [1, 6K + 1].</returns>
    private Tensor Predict(Tensor[] hidden, Tensor all, Tensor? textVector)
    {
        Tensor gates = all.matmul(_outputGates).sigmoid();
        Tensor gated = cat([.. hidden.Select((values, layer) => values * gates.narrow(1, layer, 1))], 1);
        Tensor sums = addmm(_outputBias, gated, _projections, 1, 1);
        if (textVector is not null) sums += textVector.matmul(_textWeights["output.window.weight"].t());
        return addmm(_headBias, sums.relu(), _head, 1, 1);
    }

    private void ReplaceState(RecurrentState next)
    {
        // Without a text, the next state has the same tensor of κ as this one, which is disposed here.
        if (Config.TextWindow is not null) next = next.Detach();
        _state.Dispose();
        _state = next;
        foreach (Tensor tensor in (Tensor[])[.. next.Hidden, .. next.CellState, .. next.Boundaries]) tensor.DetachFromDisposeScope();
    }

    /// <summary>Sets the text, without a change of κ and w.</summary>
    /// <param name="text">Indices into the text window's alphabet; empty for no text.</param>
    private void SetSymbols(int[] text)
    {
        foreach (Tensor tensor in _texts is null ? [] : (Tensor[])[_texts.Symbols, _texts.Mask, _texts.Visible]) tensor.Dispose();
        (_text, _texts) = (text, null);
        if (text.Length == 0) return;
        using var scope = NewDisposeScope();
        _texts = new(
            tensor(text.Select(symbol => (long)symbol).ToArray(), 1, text.Length).to(_device).DetachFromDisposeScope(),
            ones(1, text.Length, device: _device).DetachFromDisposeScope(), ones(1, 1, device: _device).DetachFromDisposeScope());
    }

    /// <summary>The text position of the trace, computed from α̂, β̂, κ̂ and κ as in the SIMD engine.</summary>
    private int TextPosition()
    {
        int parameters = Config.TextWindow!.ParameterWidth;
        ReadOnlySpan<float> values = _results.AsSpan(^((Config.Layers * Config.Hidden) + _textValueCount)..);
        return TextWindowMath.Position(
            values[..parameters], values[parameters.._textValueCount], _text.Length, new float[_text.Length + 1]);
    }

    /// <summary>Fills a trace from the detectors' pre-activations and boundaries.</summary>
    private void FillTrace(StepTrace trace)
    {
        ReadOnlySpan<float> detectors = _results.AsSpan(Config.MixtureWidth);
        bool endedBelow = true;
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            bool detects = Config.HasDetector(layer);
            Operation operation = _endedBefore[layer] ? Operation.Flush
                : endedBelow || Config.Cell == Cell.Lstm ? Operation.Update
                : Operation.Copy;
            bool ran = detects && operation != Operation.Copy;
            trace.Operations[layer] = operation;
            trace.BoundaryProbabilities[layer] = ran ? Math.Clamp((detectors[2 * layer] * (_slope / 2)) + 0.5f, 0, 1) : 0;
            trace.Boundaries[layer] = endedBelow = _endedBefore[layer] = detects && detectors[(2 * layer) + 1] == 1;
        }
    }
}
