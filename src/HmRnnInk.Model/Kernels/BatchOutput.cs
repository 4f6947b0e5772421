namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Computes the density of a stream's next row from its hidden states: g = sigmoid(w·[h¹;…;h^L]), h^e = ReLU(Σ g W h + b), then the head.
/// The products of a layer's h are cached until h changes, so a layer that copies costs only its share of one sum.
/// </summary>
internal sealed unsafe class BatchOutput
{
    private readonly PackedModel _model;
    private readonly BatchState _state;
    private readonly WorkCounter _work;
    private readonly BatchTextWindow? _window;
    private readonly bool _reuses;
    private readonly int _layers, _width, _embeddingWidth;
    private readonly AlignedMemory _products; // [streams, layers, embedding]: W^e·h
    private readonly float[] _gateParts; // [streams, layer read, layer gated]
    private readonly bool[] _current; // [streams, layers]: whether product and gate parts are those of the current h
    private readonly AlignedMemory _embeddings, _heads; // [streams, ·]
    private readonly RowList _list;

    /// <param name="reuses">Whether to cache products. Otherwise all are computed at each step.</param>
    /// <param name="window">Null if the model has no text window.</param>
    public BatchOutput(PackedModel model, BatchState state, int streams, bool reuses, WorkCounter work, BatchTextWindow? window)
    {
        (_model, _state, _reuses, _work, _window) = (model, state, reuses, work, window);
        ModelConfig config = model.Config;
        (_layers, _width, _embeddingWidth) = (config.Layers, SimdKernels.Pad(config.Hidden), PackedMatrix.Pad(config.OutputEmbedding));
        _products = AlignedMemory.OfFloats((long)streams * _layers * _embeddingWidth);
        _gateParts = new float[streams * _layers * _layers];
        _current = new bool[streams * _layers];
        _embeddings = AlignedMemory.OfFloats((long)streams * _embeddingWidth);
        _heads = AlignedMemory.OfFloats((long)streams * PackedMatrix.Pad(config.HeadWidth));
        _list = new(streams);
    }

    /// <summary>Marks a layer's products as stale because its h has changed.</summary>
    public void Invalidate(int stream, int layer) => _current[stream * _layers + layer] = false;

    /// <param name="next">Indexed by stream; overwritten.</param>
    public void Predict(ReadOnlySpan<int> streams, ReadOnlySpan<MixtureDensity> next)
    {
        ComputeHeads(streams);
        foreach (int stream in streams) next[stream].SetFromHead(new(Head(stream), _model.Config.HeadWidth), _model.LogSigmaFloor);
    }

    /// <param name="logits">Indexed by stream; overwritten.</param>
    public void PredictSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<float[]> logits)
    {
        ComputeHeads(streams);
        foreach (int stream in streams) new ReadOnlySpan<float>(Head(stream), _model.Config.HeadWidth).CopyTo(logits[stream]);
    }

    private void ComputeHeads(ReadOnlySpan<int> streams)
    {
        for (int layer = 0; layer < _layers; layer++) Project(layer, streams);
        PackedOutput output = _model.Output;
        _list.Clear();
        foreach (int stream in streams)
        {
            Embed(stream);
            output.HeadBias.CopyFloatsTo(Head(stream));
            _list.Add(Embedding(stream), Head(stream));
        }

        output.Head.AddProducts(_list);
        _work.Count(output.Head.Bytes, output.Head.MultiplyAdds, _list.Count);
    }

    /// <summary>Updates the products of one layer's h.</summary>
    private void Project(int layer, ReadOnlySpan<int> streams)
    {
        _list.Clear();
        foreach (int stream in streams)
        {
            ref bool isCurrent = ref _current[stream * _layers + layer];
            if (isCurrent && _reuses) continue;
            isCurrent = true;
            float* hidden = _state.Hidden(stream, layer), product = Product(stream, layer);
            new Span<float>(product, _embeddingWidth).Clear();
            _list.Add(hidden, product);
            for (int gated = 0; gated < _layers; gated++)
            {
                _gateParts[(stream * _layers + layer) * _layers + gated] =
                    _model.Kernels.Dot(_model.Output.Gate(gated, layer), hidden, _width);
            }
        }

        PackedMatrix projection = _model.Output.Projections[layer];
        projection.AddProducts(_list);
        _work.Count(projection.Bytes, projection.MultiplyAdds, _list.Count);
        _work.Count((long)_layers * _width * sizeof(float), _layers * _model.Config.Hidden, _list.Count);
    }

    /// <summary>Computes h^e from the layers' products and gates.</summary>
    private void Embed(int stream)
    {
        float* embedding = Embedding(stream);
        _model.Output.Bias.CopyFloatsTo(embedding);
        _window?.AddTo(stream, embedding);
        for (int layer = 0; layer < _layers; layer++)
        {
            float sum = 0;
            for (int read = 0; read < _layers; read++) sum += _gateParts[(stream * _layers + read) * _layers + layer];
            _model.Kernels.AddScaled(embedding, 1 / (1 + MathF.Exp(-sum)), Product(stream, layer), _embeddingWidth);
        }

        _model.Kernels.Relu(embedding, _embeddingWidth);
    }

    private float* Product(int stream, int layer) => _products.Floats + (stream * _layers + layer) * (nint)_embeddingWidth;

    private float* Embedding(int stream) => _embeddings.Floats + stream * (nint)_embeddingWidth;

    private float* Head(int stream) => _heads.Floats + stream * (nint)PackedMatrix.Pad(_model.Config.HeadWidth);
}
