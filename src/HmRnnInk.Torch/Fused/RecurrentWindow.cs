using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The memory of one window of the fused recurrence, from its forward to its backward pass; used again for the next.</summary>
internal sealed unsafe class RecurrentWindow : IDisposable
{
    private readonly TextRows? _text;
    private int _capacity, _lines;
    private float* _embedded, _candidateMasks;
    private bool[][]? _forced; // [layers with a detector][time · batch]

    public RecurrentWindow(ModelConfig config)
    {
        Config = config;
        Weights = [.. Enumerable.Range(0, config.Layers).Select(layer => new PackedLayer(config, layer))];
        Layers = [];
        _text = config.TextWindow is null ? null : new(config);
    }

    public ModelConfig Config { get; }

    public PackedLayer[] Weights { get; }

    public LayerWindow[] Layers { get; private set; }

    /// <summary>What the text window does; null where no line has a text.</summary>
    public TextRows? Text { get; private set; }

    public int Time { get; private set; }

    public int Batch { get; private set; }

    /// <summary>a, of the hard sigmoid.</summary>
    public float Slope { get; private set; }

    /// <summary>Whether a backward pass will follow, so that it pays to compute what only it needs.</summary>
    public bool Differentiates { get; private set; }

    /// <summary>d, padded.</summary>
    public int Width => Weights[0].Width;

    /// <summary>Scratch of the backward pass, [batch, Width]: the gradient of what V reads.</summary>
    public FloatBuffer FromAbove { get; private set; } = new(0);

    /// <summary>The padded width of the widest input of any W.</summary>
    public int WidestInput => Math.Max(Width, PackedLayer.Pad(Config.Embedding));

    /// <summary>
    /// Scratch of the backward pass, the gradient of what W reads: [batch, <see cref="WidestInput"/>], or [time, batch, WidestInput] for the
    /// LSTM, which goes through the window layer by layer. The stride is one for all layers: parts of a batch are at different layers at once.
    /// </summary>
    public FloatBuffer FromBelow { get; private set; } = new(0);

    /// <summary>Takes in the window's input and the state before it.</summary>
    /// <param name="embedded">[time, batch, embedding], contiguous; its memory is read until the end of the backward pass.</param>
    /// <param name="candidateMasks">[layers, time, batch, <see cref="Width"/>], contiguous, or null; read as long.</param>
    /// <param name="forcedBoundaries">As <see cref="IRecurrence.Forward"/> takes them.</param>
    /// <param name="texts">Likewise.</param>
    public void Begin(
        Tensor embedded, RecurrentState state, float slope, bool differentiates, Tensor? candidateMasks, Tensor[]? forcedBoundaries, LineTexts? texts)
    {
        _forced = forcedBoundaries?.Select(boundaries => boundaries.data<float>().Select(fired => fired > 0.5f).ToArray()).ToArray();
        (Time, Batch) = ((int)embedded.shape[0], (int)embedded.shape[1]);
        (Slope, Differentiates) = (slope, differentiates);
        _embedded = embedded.Pointer();
        _candidateMasks = candidateMasks is null ? null : candidateMasks.Pointer();
        if (candidateMasks is not null && !candidateMasks.shape.SequenceEqual([Config.Layers, Time, Batch, Width]))
            throw new ArgumentException($"The masks of the candidates are [{string.Join(", ", candidateMasks.shape)}]; needed [{Config.Layers}, {Time}, {Batch}, {Width}].");
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
        [.. Enumerable.Range(0, Config.Layers).Where(Config.HasDetector)
            .Select(layer => WriteBoundaries(Layers[layer].Boundaries.AsSpan(Time * Batch, Batch)).view(Batch, 1))],
        Text?.WriteKappas(Time * Batch, Batch),
        Text?.WriteWindows(Time * Batch, Batch));

    /// <summary>After the backward pass: ∂/∂h of each layer before the window, then ∂/∂c, in new tensors [batch, d].</summary>
    public Tensor[] StateGradients() =>
    [
        .. Layers.Select(layer => WriteRows(layer.HiddenGradient.Pointer)), .. Layers.Select(layer => WriteRows(layer.CellGradient.Pointer)),
    ];

    /// <summary>What W reads at a row: the embedding, or h of the layer below at the same step.</summary>
    public float* InputBelow(int layer, int row) => layer == 0
        ? _embedded + ((nint)row * Config.Embedding)
        : Layers[layer - 1].Hidden.Pointer + ((nint)(row + Batch) * Width);

    /// <summary>What multiplies g at a row, [Width]; null where it is 1.</summary>
    public float* CandidateMask(int layer, int row) =>
        _candidateMasks is null ? null : _candidateMasks + ((((nint)layer * Time * Batch) + row) * Width);

    /// <summary>z of the layer below at a row's step; always 1 below the bottom layer, and where no layer has a detector.</summary>
    public bool EndedBelow(int layer, int row) =>
        layer == 0 || !Config.HasDetector(layer - 1) || Layers[layer - 1].Boundaries[row + Batch];

    /// <summary>Whether the cell has f⊙c': on UPDATE, and on a soft FLUSH.</summary>
    public bool Remembers(Operation operation) => operation == Operation.Update || Config.SoftFlush;

    /// <summary>z̃ before it is clamped to [0, 1].</summary>
    public float BoundaryBeforeClamp(float preActivation) => (preActivation * (Slope / 2)) + 0.5f;

    /// <summary>ẑ: whether a layer with this pre-activation at a row fires, unless it copies.</summary>
    public bool Fires(int layer, int row, float preActivation) => _forced?[layer][row] ?? BoundaryBeforeClamp(preActivation) > 0.5f;

    /// <summary>Whether a gradient of z at a row goes on to s: not outside |slope·s| ≤ 1, nor on COPY, where z is 0 whatever s is.</summary>
    public bool PassesDetector(int layer, int row) =>
        _forced is null && Layers[layer].Operations[row] != Operation.Copy && BoundaryBeforeClamp(Layers[layer].BoundaryPreActivations[row]) is >= 0 and <= 1;

    /// <summary>
    /// Whether the gradient of z of the layer itself at the step before a row is asked for; then what a FLUSH writes is compared with what else
    /// would be written. Nothing asks for that of z before the window.
    /// </summary>
    public bool AsksHere(int layer, int row) => Config.HasDetector(layer) && row >= Batch && PassesGradient(layer, row - Batch);

    /// <summary>Whether the gradient of z of the layer below at a row's step is asked for.</summary>
    public bool AsksBelow(int layer, int row) => layer > 0 && PassesGradient(layer - 1, row);

    /// <summary>A gradient of z goes on to the detector, or to the boundaries that decided whether the detector ran.</summary>
    private bool PassesGradient(int layer, int row) =>
        _forced is null && (PassesDetector(layer, row) || Fires(layer, row, Layers[layer].BoundaryPreActivations[row])
            || Fires(layer, row, Layers[layer].OtherBoundaryPreActivations[row]));

    /// <summary>Floats 0 and 1 in a new tensor [boundaries].</summary>
    public static Tensor WriteBoundaries(ReadOnlySpan<bool> boundaries)
    {
        Tensor values = empty(boundaries.Length);
        float* written = values.Pointer();
        for (int index = 0; index < boundaries.Length; index++) written[index] = boundaries[index] ? 1 : 0;
        return values;
    }

    /// <summary>
    /// Calls the pass for parts of the batch, on as many cores as there are. Lines do not meet, so no part waits for another.
    /// </summary>
    /// <param name="pass">Takes the first line and the number of lines.</param>
    public void OverLines(Action<int, int> pass)
    {
        const int fewestLines = 4; // below that, reading the weights costs more than multiplying by them
        int parts = Math.Clamp(Batch / fewestLines, 1, Environment.ProcessorCount);
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
        foreach (IDisposable buffer in (IDisposable[])[.. Weights, .. Layers, FromAbove, FromBelow]) buffer.Dispose();
        _text?.Dispose();
    }

    private void Reserve()
    {
        // Shapes come and go within the largest seen; rows are addressed by this window's batch.
        if (Time * Batch <= _capacity && Batch <= _lines) return;
        (_capacity, _lines) = (Math.Max(Time * Batch, _capacity), Math.Max(Batch, _lines));
        foreach (IDisposable buffer in (IDisposable[])[.. Layers, FromAbove, FromBelow]) buffer.Dispose();
        Layers = [.. Enumerable.Range(0, Config.Layers).Select(layer => new LayerWindow(Width, _capacity, _lines, Config.HasDetector(layer)))];
        FromAbove = new((long)_lines * Width);
        FromBelow = new((long)(Config.Cell == Cell.HmLstm ? _lines : _capacity) * WidestInput);
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
