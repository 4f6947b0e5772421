namespace HmRnnInk.Torch.Fused;

/// <summary>The gradients of the output module's weights, each summed in an order that does not depend on the number of cores.</summary>
/// <param name="hidden">h, [rows, d] for each layer.</param>
/// <param name="headGradient">[rows, head].</param>
/// <param name="text">w of the text window, [rows, alphabet]; null without a text.</param>
internal sealed unsafe class OutputWeightGradients(OutputWindow window, nint[] hidden, float* headGradient, float* text)
{
    /// <summary>The number of columns of ∂h^e or h^e that one job processes.</summary>
    private const int ColumnsPerJob = 96;

    private readonly ModelConfig _config = window.Config;

    /// <param name="projections">Pointers to the gradients, all overwritten: [embedding, d] for each layer.</param>
    /// <param name="gate">[layers, layers · d].</param>
    /// <param name="bias">[embedding].</param>
    /// <param name="head">[head, embedding].</param>
    /// <param name="headBias">[head].</param>
    /// <param name="textProjection">[embedding, alphabet]; 0 without a text.</param>
    public void Run(nint[] projections, nint gate, nint bias, nint head, nint headBias, nint textProjection)
    {
        var jobs = new List<Action<OuterProduct>>();
        for (int start = 0; start < _config.OutputEmbedding; start += ColumnsPerJob)
        {
            int first = start, count = Math.Min(ColumnsPerJob, _config.OutputEmbedding - start);
            for (int index = 0; index < _config.Layers; index++)
            {
                int layer = index;
                jobs.Add(product => WriteProjection(product, layer, first, count, (float*)projections[layer]));
            }

            jobs.Add(product => WriteHead(product, first, count, (float*)head));
            if (textProjection != 0) jobs.Add(product => WriteText(product, first, count, (float*)textProjection));
        }

        for (int index = 0; index < _config.Layers; index++)
        {
            int layer = index;
            jobs.Add(_ => WriteGate(layer, (float*)gate));
        }

        jobs.Add(_ => WriteBiases((float*)bias, (float*)headBias));
        int columns = Math.Max(Math.Max(ColumnsPerJob, _config.Hidden), _config.TextWindow?.Alphabet.Length ?? 0);
        OuterProduct.RunInParallel(jobs, Math.Max(ColumnsPerJob, _config.HeadWidth), columns);
    }

    private void WriteProjection(OuterProduct product, int layer, int first, int count, float* gradient)
    {
        int width = _config.Hidden;
        float* sum = stackalloc float[ColumnsPerJob];
        product.Begin(count, width);
        for (int line = 0; line < window.Batch; line++)
        {
            for (int row = line; row < window.Rows; row += window.Batch)
            {
                int index = (row * _config.Layers) + layer;
                // All rows with the same h are one product with the sum of their gradients.
                if (row != line && window.Repeats[index])
                {
                    VectorRows.AddScaled(sum, window.Gates[index], window.EmbeddingGradient(row) + first, count);
                    continue;
                }

                if (row != line) product.Add(sum, Hidden(row - window.Batch));
                VectorRows.Scale(sum, window.Gates[index], window.EmbeddingGradient(row) + first, count);
            }

            product.Add(sum, Hidden(window.Rows - window.Batch + line));
        }

        product.End(gradient + ((nint)first * width), width);

        float* Hidden(int row) => (float*)hidden[layer] + ((nint)row * width);
    }

    private void WriteHead(OuterProduct product, int first, int count, float* gradient)
    {
        product.Begin(_config.HeadWidth, count);
        for (int row = 0; row < window.Rows; row++)
        {
            product.Add(headGradient + ((nint)row * _config.HeadWidth), window.Embedding(row) + first);
        }

        product.End(gradient + first, _config.OutputEmbedding);
    }

    private void WriteText(OuterProduct product, int first, int count, float* gradient)
    {
        int symbols = _config.TextWindow!.Alphabet.Length;
        product.Begin(count, symbols);
        for (int row = 0; row < window.Rows; row++) product.Add(window.EmbeddingGradient(row) + first, text + ((nint)row * symbols));
        product.End(gradient + ((nint)first * symbols), symbols);
    }

    private void WriteGate(int layer, float* gradient)
    {
        int layers = _config.Layers, width = _config.Hidden;
        float* sums = gradient + ((nint)layer * layers * width);
        new Span<float>(sums, layers * width).Clear();
        for (int row = 0; row < window.Rows; row++)
        {
            float scale = window.GateGradients[(row * layers) + layer];
            for (int read = 0; read < layers; read++)
                VectorRows.AddScaled(sums + (read * width), scale, (float*)hidden[read] + ((nint)row * width), width);
        }
    }

    private void WriteBiases(float* bias, float* headBias)
    {
        new Span<float>(bias, _config.OutputEmbedding).Clear();
        new Span<float>(headBias, _config.HeadWidth).Clear();
        for (int row = 0; row < window.Rows; row++)
        {
            VectorRows.Add(bias, window.EmbeddingGradient(row), _config.OutputEmbedding);
            VectorRows.Add(headBias, headGradient + ((nint)row * _config.HeadWidth), _config.HeadWidth);
        }
    }
}
