using HmRnnInk.Model.Kernels;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The memory of one window of the fused recurrence, from its forward pass to its backward pass. The next window reuses it.
/// </summary>
internal sealed unsafe class RecurrentWindow(ModelConfig config) : IDisposable
{
    private readonly TextRows? _text = config.TextWindow is null ? null : new(config);
    private int _capacity, _lines;
    private float* _embedded, _candidateMasks;
    private bool[][]? _forced; // [layers with a detector][time · batch]

    public ModelConfig Config { get; } = config;

    public TrainingLayer[] Weights { get; } =
        [.. Enumerable.Range(0, config.Layers).Select(layer => new TrainingLayer(config, layer))];

    public LayerWindow[] Layers { get; private set; } = [];

    /// <summary>The values of the text window; null if no line has a text.</summary>
    public TextRows? Text { get; private set; }

    public int Time { get; private set; }

    public int Batch { get; private set; }

    /// <summary>The slope a of the hard sigmoid.</summary>
    public float Slope { get; private set; }

    /// <summary>Whether a backward pass will follow. Otherwise what only that pass needs is not computed.</summary>
    public bool Differentiates { get; private set; }

    /// <summary>d, padded.</summary>
    public int Width => Weights[0].Width;

    /// <summary>Scratch memory of the backward pass: the gradient of the input of V, [batch, Width].</summary>
    public FloatBuffer TopDownInputGradient { get; private set; } = new(0);

    /// <summary>The padded width of the widest input of any W.</summary>
    public int WidestInput => Math.Max(Width, SimdKernels.Pad(Config.Embedding));

    /// <summary>
    /// Scratch memory of the backward pass: the gradient of the input of W, [batch, <see cref="WidestInput"/>], or
    /// [time, batch, WidestInput] for the LSTM, which processes the window layer by layer. All layers have the same stride, because parts
    /// of a batch can be at different layers at the same time.
    /// </summary>
    public FloatBuffer BottomUpInputGradient { get; private set; } = new(0);

    /// <summary>Sets the input of the window and the state before it.</summary>
    /// <param name="embedded">[time, batch, embedding], contiguous. Its memory must stay valid until the end of the backward pass.</param>
    /// <param name="candidateMasks">[layers, time, batch, <see cref="Width"/>], contiguous, or null. Must stay valid as long.</param>
    /// <param name="forcedBoundaries">See <see cref="IRecurrence.Forward"/>.</param>
    /// <param name="texts">See <see cref="IRecurrence.Forward"/>.</param>
    /// <exception cref="ArgumentException">The masks have another shape, or a boundary of the state is neither 0 nor 1.</exception>
    public void Begin(
        Tensor embedded, RecurrentState state, float slope, bool differentiates, Tensor? candidateMasks, Tensor[]? forcedBoundaries,
        LineTexts? texts)
    {
        _forced = forcedBoundaries?.Select(boundaries => boundaries.data<float>().Select(fired => fired > 0.5f).ToArray()).ToArray();
        (Time, Batch) = ((int)embedded.shape[0], (int)embedded.shape[1]);
        (Slope, Differentiates) = (slope, differentiates);
        _embedded = embedded.Pointer();
        _candidateMasks = candidateMasks is null ? null : candidateMasks.Pointer();
        if (candidateMasks is not null && !candidateMasks.shape.SequenceEqual([Config.Layers, Time, Batch, Width]))
        {
            throw new ArgumentException(
                $"The masks of the candidates are [{string.Join(", ", candidateMasks.shape)}]; "
                + $"expected [{Config.Layers}, {Time}, {Batch}, {Width}].");
        }

        Reserve();
        Text = texts is null ? null : _text;
        if (texts is not null) Text?.Begin(texts, state, Time, Batch);
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            ReadRows(state.Hidden[layer], Layers[layer].Hidden.Pointer);
            ReadRows(state.CellState[layer], Layers[layer].Cell.Pointer);
            if (Config.HasDetector(layer)) ReadBoundaries(state.Boundaries[layer], Layers[layer].Boundaries);
        }
    }

    /// <summary>The state after the window, in new tensors.</summary>
    /// <param name="before">The state before it.</param>
    public RecurrentState End(RecurrentState before) => before.After(
        [.. Layers.Select(layer => WriteRows(layer.Hidden.Pointer + ((nint)Time * Batch * Width)))],
        [.. Layers.Select(layer => WriteRows(layer.Cell.Pointer + ((nint)Time * Batch * Width)))],
        [.. Layers[..Config.Detectors].Select(layer => WriteBoundaries(layer.Boundaries.AsSpan(Time * Batch, Batch)).view(Batch, 1))],
        Text?.WriteKappas(Time * Batch, Batch),
        Text?.WriteTextVectors(Time * Batch, Batch));

    /// <summary>After the backward pass, returns ∂/∂h of each layer before the window, then ∂/∂c, in new tensors [batch, d].</summary>
    public Tensor[] StateGradients() =>
    [
        .. Layers.Select(layer => WriteRows(layer.HiddenGradient.Pointer)),
        .. Layers.Select(layer => WriteRows(layer.CellGradient.Pointer)),
    ];

    /// <summary>The input of W at a row: the embedding, or h of the layer below at the same step.</summary>
    public float* InputBelow(int layer, int row) => layer == 0
        ? _embedded + ((nint)row * Config.Embedding)
        : Layers[layer - 1].Hidden.Pointer + ((nint)(row + Batch) * Width);

    /// <summary>The factors of g at a row, [Width]; null if they are 1.</summary>
    public float* CandidateMask(int layer, int row) =>
        _candidateMasks is null ? null : _candidateMasks + ((((nint)layer * Time * Batch) + row) * Width);

    /// <summary>z of the layer below at the step of a row. Always true for the bottom layer and for an LSTM.</summary>
    public bool EndedBelow(int layer, int row) =>
        layer == 0 || !Config.HasDetector(layer - 1) || Layers[layer - 1].Boundaries[row + Batch];

    /// <summary>Whether the new cell contains f⊙c', as on UPDATE and on a soft FLUSH.</summary>
    public bool UsesForgetGate(Operation operation) => operation == Operation.Update || Config.SoftFlush;

    /// <summary>z̃ before it is clamped to [0, 1].</summary>
    public float BoundaryBeforeClamp(float preActivation) => (preActivation * (Slope / 2)) + 0.5f;

    /// <summary>ẑ: whether a layer with this pre-activation at a row fires, unless it copies.</summary>
    public bool Fires(int layer, int row, float preActivation) => _forced?[layer][row] ?? BoundaryBeforeClamp(preActivation) > 0.5f;

    /// <summary>
    /// Whether the gradient of z at a row is propagated to s. It is not if |slope·s| > 1, nor on COPY, where z is 0 for any s, nor if
    /// boundaries are forced.
    /// </summary>
    public bool PassesDetector(int layer, int row) =>
        _forced is null && Layers[layer].Operations[row] != Operation.Copy
        && BoundaryBeforeClamp(Layers[layer].BoundaryPreActivations[row]) is >= 0 and <= 1;

    /// <summary>
    /// Whether the gradient of the layer's own z at the step before a row is needed; it compares a FLUSH with what happens otherwise. The
    /// gradient of z before the window is never needed.
    /// </summary>
    public bool NeedsGradientHere(int layer, int row) => Config.HasDetector(layer) && row >= Batch && PassesGradient(layer, row - Batch);

    /// <summary>Whether the gradient of z of the layer below at the step of a row is needed.</summary>
    public bool NeedsGradientBelow(int layer, int row) => layer > 0 && PassesGradient(layer - 1, row);

    /// <summary>Writes boundaries as 0 and 1 to a new tensor, [boundaries].</summary>
    public static Tensor WriteBoundaries(ReadOnlySpan<bool> boundaries)
    {
        Tensor values = empty(boundaries.Length);
        float* target = values.Pointer();
        for (int index = 0; index < boundaries.Length; index++) target[index] = boundaries[index] ? 1 : 0;
        return values;
    }

    /// <summary>Runs a pass over the lines, divided among the cores. Lines are independent, so no part waits for another.</summary>
    /// <param name="pass">Takes the first line and the number of lines.</param>
    public void ForLines(Action<int, int> pass)
    {
        const int minimumLines = 4; // with fewer lines, reading the weights costs more than multiplying by them
        int parts = Math.Clamp(Batch / minimumLines, 1, Environment.ProcessorCount);
        if (parts == 1) pass(0, Batch);
        else
        {
            Parallel.For(0, parts, part =>
            {
                int first = (int)((long)Batch * part / parts), end = (int)((long)Batch * (part + 1) / parts);
                pass(first, end - first);
            });
        }
    }

    public void Dispose()
    {
        foreach (IDisposable buffer in (IDisposable[])[.. Weights, .. Layers, TopDownInputGradient, BottomUpInputGradient])
            buffer.Dispose();
        _text?.Dispose();
    }

    /// <summary>
    /// Whether the gradient of z is used: the detector propagates it, or the boundaries that decided whether the detector ran get a part.
    /// </summary>
    private bool PassesGradient(int layer, int row) =>
        _forced is null && (PassesDetector(layer, row) || Fires(layer, row, Layers[layer].BoundaryPreActivations[row])
            || Fires(layer, row, Layers[layer].OtherBoundaryPreActivations[row]));

    private void Reserve()
    {
        // The memory fits the largest shape so far. Rows are addressed with the batch of the current window.
        if (Time * Batch <= _capacity && Batch <= _lines) return;
        (_capacity, _lines) = (Math.Max(Time * Batch, _capacity), Math.Max(Batch, _lines));
        foreach (IDisposable buffer in (IDisposable[])[.. Layers, TopDownInputGradient, BottomUpInputGradient]) buffer.Dispose();
        Layers =
        [
            .. Enumerable.Range(0, Config.Layers).Select(layer =>
                new LayerWindow(Width, _capacity, _lines, Config.HasDetector(layer))),
        ];
        TopDownInputGradient = new((long)_lines * Width);
        BottomUpInputGradient = new((long)(Config.Cell == Cell.HmLstm ? _lines : _capacity) * WidestInput);
    }

    private void ReadRows(Tensor source, float* target)
    {
        using Tensor rows = source.contiguous();
        float* values = rows.Pointer();
        int size = Config.Hidden;
        for (int line = 0; line < Batch; line++)
            new ReadOnlySpan<float>(values + ((nint)line * size), size).CopyTo(new(target + ((nint)line * Width), size));
    }

    private Tensor WriteRows(float* source)
    {
        Tensor rows = empty(Batch, Config.Hidden);
        float* values = rows.Pointer();
        int size = Config.Hidden;
        for (int line = 0; line < Batch; line++)
            new ReadOnlySpan<float>(source + ((nint)line * Width), size).CopyTo(new(values + ((nint)line * size), size));
        return rows;
    }

    private void ReadBoundaries(Tensor source, bool[] target)
    {
        using Tensor boundaries = source.contiguous();
        float* values = boundaries.Pointer();
        for (int line = 0; line < Batch; line++)
        {
            target[line] = values[line] switch
            {
                0 => false,
                1 => true,
                float other => throw new ArgumentException($"A boundary before the window is {other}; it must be 0 or 1."),
            };
        }
    }
}
