using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The memory of one window of the fused output module, from its forward pass to its backward pass. The next window reuses it.
/// </summary>
internal sealed unsafe class OutputWindow : IDisposable
{
    private FloatBuffer _projected = new(0), _embedding = new(0), _embeddingGradient = new(0);

    public OutputWindow(ModelConfig config)
    {
        Config = config;
        int width = SimdKernels.Pad(config.Hidden), embedding = SimdKernels.Pad(config.OutputEmbedding);
        Projections = [.. Layers().Select(_ => new TrainingMatrix(config.Hidden, embedding))];
        ProjectionsBack = [.. Layers().Select(_ => new TrainingMatrix(config.OutputEmbedding, width))];
        Head = new(config.OutputEmbedding, SimdKernels.Pad(config.HeadWidth));
        HeadBack = new(config.HeadWidth, embedding);
        if (config.TextWindow is { } text)
        {
            TextProjection = new(text.Alphabet.Length, embedding);
            TextProjectionBack = new(config.OutputEmbedding, SimdKernels.Pad(text.Alphabet.Length));
        }
    }

    public ModelConfig Config { get; }

    /// <summary>W^e_l transposed, for each layer: [d, embedding padded].</summary>
    public TrainingMatrix[] Projections { get; }

    /// <summary>W^e_l: [embedding, d padded].</summary>
    public TrainingMatrix[] ProjectionsBack { get; }

    /// <summary>The head's weights transposed: [embedding, head padded].</summary>
    public TrainingMatrix Head { get; }

    /// <summary>The head's weights: [head, embedding padded].</summary>
    public TrainingMatrix HeadBack { get; }

    /// <summary>The weights of w in h^e, transposed: [alphabet, embedding padded]; null for a model without a text window.</summary>
    public TrainingMatrix? TextProjection { get; }

    /// <summary>The same for the backward pass: [embedding, alphabet padded].</summary>
    public TrainingMatrix? TextProjectionBack { get; }

    public int Time { get; private set; }

    public int Batch { get; private set; }

    public int Rows => Time * Batch;

    /// <summary>Whether a backward pass will follow.</summary>
    public bool Differentiates { get; private set; }

    /// <summary>Whether w of a text window is an input.</summary>
    public bool ReadsText { get; private set; }

    /// <summary>The padded width of h^e.</summary>
    public int EmbeddingStride => SimdKernels.Pad(Config.OutputEmbedding);

    /// <summary>W^e_l·h_l of a layer at a row, [embedding padded]; only at <see cref="ProjectedRows"/>.</summary>
    public float* Projected(int layer, int row) => _projected.Pointer + ((((nint)layer * Rows) + row) * EmbeddingStride);

    /// <summary>Whether h of a layer is the same as one step before, as it is while the layer copies: [rows, layers].</summary>
    public bool[] Repeats { get; private set; } = [];

    /// <summary>The row with the projection of a layer's h: an earlier one if h has been the same since: [rows, layers].</summary>
    public int[] ProjectedRows { get; private set; } = [];

    /// <summary>h^e after the ReLU at a row, [embedding padded].</summary>
    public float* Embedding(int row) => _embedding.Pointer + ((nint)row * EmbeddingStride);

    /// <summary>The gradient of h^e before the ReLU, likewise.</summary>
    public float* EmbeddingGradient(int row) => _embeddingGradient.Pointer + ((nint)row * EmbeddingStride);

    /// <summary>g, [rows, layers].</summary>
    public float[] Gates { get; private set; } = [];

    /// <summary>The gradient of g before the sigmoid, [rows, layers].</summary>
    public float[] GateGradients { get; private set; } = [];

    /// <summary>Sets the shape of the next window.</summary>
    public void Begin(int time, int batch, bool differentiates, bool readsText)
    {
        (Time, Batch, Differentiates, ReadsText) = (time, batch, differentiates, readsText);
        if (Rows * Config.Layers <= Gates.Length) return; // the memory fits the largest window so far
        foreach (FloatBuffer buffer in (FloatBuffer[])[_projected, _embedding, _embeddingGradient]) buffer.Dispose();
        _projected = new((long)Config.Layers * Rows * EmbeddingStride);
        _embedding = new((long)Rows * EmbeddingStride);
        _embeddingGradient = new((long)Rows * EmbeddingStride);
        Repeats = new bool[Rows * Config.Layers];
        ProjectedRows = new int[Rows * Config.Layers];
        Gates = new float[Rows * Config.Layers];
        GateGradients = new float[Rows * Config.Layers];
    }

    /// <summary>Copies the weights into the window.</summary>
    /// <param name="projections">W^e, [embedding, d] for each layer.</param>
    /// <param name="head">[head, embedding].</param>
    /// <param name="text">[embedding, alphabet]; null without a text.</param>
    public void Pack(nint[] projections, float* head, float* text)
    {
        int embedding = Config.OutputEmbedding;
        var jobs = new List<Action> { () => PackBoth(Head, HeadBack, head, Config.HeadWidth, embedding) };
        foreach ((int layer, nint weights) in projections.Index())
            jobs.Add(() => PackBoth(Projections[layer], ProjectionsBack[layer], (float*)weights, embedding, Config.Hidden));
        if (text is not null)
            jobs.Add(() => PackBoth(TextProjection!, TextProjectionBack!, text, embedding, Config.TextWindow!.Alphabet.Length));
        Parallel.Invoke([.. jobs]);

        void PackBoth(TrainingMatrix forward, TrainingMatrix back, float* weights, int rows, int columns)
        {
            forward.PackTransposed(0, rows, weights);
            if (Differentiates) back.Pack(0, rows, weights, columns);
        }
    }

    /// <summary>Runs a pass over the rows, divided among the cores.</summary>
    /// <param name="pass">Takes the first row and the row after the last.</param>
    public void ForRows(Action<int, int> pass)
    {
        const int minimumRows = 64; // in a part
        int parts = Math.Clamp(Rows / minimumRows, 1, Environment.ProcessorCount);
        if (parts == 1) pass(0, Rows);
        else Parallel.For(0, parts, part => pass((int)((long)Rows * part / parts), (int)((long)Rows * (part + 1) / parts)));
    }

    public void Dispose()
    {
        foreach (TrainingMatrix matrix in (TrainingMatrix[])[.. Projections, .. ProjectionsBack, Head, HeadBack]) matrix.Dispose();
        foreach (FloatBuffer buffer in (FloatBuffer[])[_projected, _embedding, _embeddingGradient]) buffer.Dispose();
        TextProjection?.Dispose();
        TextProjectionBack?.Dispose();
    }

    private IEnumerable<int> Layers() => Enumerable.Range(0, Config.Layers);
}
