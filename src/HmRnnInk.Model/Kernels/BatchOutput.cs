namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Computes the density of a stream's next row from its hidden states: g = sigmoid(w·[h¹;…;h^L]), h^e = ReLU(Σ g W h + b), then the head.
/// The products of a layer's h are cached until h changes, so a layer that COPYs costs only its share of one sum.
/// </summary>
internal sealed unsafe class BatchOutput
{
    private readonly PackedModel model;
    private readonly BatchState state;
    private readonly WorkCounter work;
    private readonly BatchTextWindow? window;
    private readonly bool reuses;
    private readonly int layers, width, embeddingWidth;
    private readonly AlignedMemory products; // [streams, layers, embedding]: W^e·h
    private readonly float[] gateParts; // [streams, layer read, layer gated]
    private readonly bool[] current; // [streams, layers]: whether both belong to the current h
    private readonly AlignedMemory embeddings, heads; // [streams, ·]
    private readonly RowList list;

    /// <param name="reuses">Whether to cache products. Otherwise all are computed at each step.</param>
    /// <param name="window">Null if the model has no text window.</param>
    public BatchOutput(PackedModel model, BatchState state, int streams, bool reuses, WorkCounter work, BatchTextWindow? window)
    {
        (this.model, this.state, this.reuses, this.work, this.window) = (model, state, reuses, work, window);
        ModelConfig config = model.Config;
        (layers, width, embeddingWidth) = (config.Layers, SimdKernels.Pad(config.Hidden), PackedMatrix.Pad(config.OutputEmbedding));
        products = AlignedMemory.OfFloats((long)streams * layers * embeddingWidth);
        gateParts = new float[streams * layers * layers];
        current = new bool[streams * layers];
        embeddings = AlignedMemory.OfFloats((long)streams * embeddingWidth);
        heads = AlignedMemory.OfFloats((long)streams * PackedMatrix.Pad(config.HeadWidth));
        list = new(streams);
    }

    /// <summary>Marks a layer's products as stale because its h has changed.</summary>
    public void Invalidate(int stream, int layer) => current[stream * layers + layer] = false;

    /// <param name="next">Indexed by stream; overwritten.</param>
    public void Predict(ReadOnlySpan<int> streams, ReadOnlySpan<MixtureDensity> next)
    {
        ComputeHeads(streams);
        foreach (int stream in streams) next[stream].SetFromHead(new(Head(stream), model.Config.HeadWidth), model.LogSigmaFloor);
    }

    /// <param name="logits">Indexed by stream; overwritten.</param>
    public void PredictSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<float[]> logits)
    {
        ComputeHeads(streams);
        foreach (int stream in streams) new ReadOnlySpan<float>(Head(stream), model.Config.HeadWidth).CopyTo(logits[stream]);
    }

    private void ComputeHeads(ReadOnlySpan<int> streams)
    {
        for (int layer = 0; layer < layers; layer++) Project(layer, streams);
        PackedOutput output = model.Output;
        list.Clear();
        foreach (int stream in streams)
        {
            Embed(stream);
            output.HeadBias.CopyFloatsTo(Head(stream));
            list.Add(Embedding(stream), Head(stream));
        }

        output.Head.AddProducts(list);
        work.Count(output.Head.Bytes, output.Head.MultiplyAdds, list.Count);
    }

    /// <summary>Updates the products of one layer's h.</summary>
    private void Project(int layer, ReadOnlySpan<int> streams)
    {
        list.Clear();
        foreach (int stream in streams)
        {
            ref bool isCurrent = ref current[stream * layers + layer];
            if (isCurrent && reuses) continue;
            isCurrent = true;
            float* hidden = state.Hidden(stream, layer), product = Product(stream, layer);
            new Span<float>(product, embeddingWidth).Clear();
            list.Add(hidden, product);
            for (int gated = 0; gated < layers; gated++)
                gateParts[(stream * layers + layer) * layers + gated] = model.Kernels.Dot(model.Output.Gate(gated, layer), hidden, width);
        }

        PackedMatrix projection = model.Output.Projections[layer];
        projection.AddProducts(list);
        work.Count(projection.Bytes, projection.MultiplyAdds, list.Count);
        work.Count((long)layers * width * sizeof(float), layers * model.Config.Hidden, list.Count);
    }

    /// <summary>Computes h^e from the layers' products and gates.</summary>
    private void Embed(int stream)
    {
        float* embedding = Embedding(stream);
        model.Output.Bias.CopyFloatsTo(embedding);
        window?.AddTo(stream, embedding);
        for (int layer = 0; layer < layers; layer++)
        {
            float sum = 0;
            for (int read = 0; read < layers; read++) sum += gateParts[(stream * layers + read) * layers + layer];
            model.Kernels.AddScaled(embedding, 1 / (1 + MathF.Exp(-sum)), Product(stream, layer), embeddingWidth);
        }

        model.Kernels.Relu(embedding, embeddingWidth);
    }

    private float* Product(int stream, int layer) => products.Floats + (stream * layers + layer) * (nint)embeddingWidth;

    private float* Embedding(int stream) => embeddings.Floats + stream * (nint)embeddingWidth;

    private float* Head(int stream) => heads.Floats + stream * (nint)PackedMatrix.Pad(model.Config.HeadWidth);
}
