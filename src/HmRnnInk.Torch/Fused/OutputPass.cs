using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The fused output module over rows of a window, in blocks whose rows stay in the second-level cache. The projection of an h that repeats
/// is computed once: g·(W^e·h) is W^e·(g·h).
/// </summary>
/// <param name="hidden">h, [rows, d] for each layer.</param>
/// <param name="gateWeights">The gates' weights, [layers, layers · d].</param>
/// <param name="text">w of the text window, [rows, alphabet]; null without a text.</param>
internal sealed unsafe class OutputPass(OutputWindow window, nint[] hidden, float* gateWeights, float* text)
{
    private const int BlockRows = 48;

    private readonly ModelConfig _config = window.Config;
    private readonly int _symbols = window.Config.TextWindow?.Alphabet.Length ?? 0;

    /// <param name="end">The row after the last.</param>
    /// <param name="embeddingBias">[embedding].</param>
    /// <param name="headBias">[head].</param>
    /// <param name="head">[rows, head]; overwritten.</param>
    public void Forward(int first, int end, float* embeddingBias, float* headBias, float* head)
    {
        int layers = _config.Layers, headWidth = _config.HeadWidth, stride = SimdKernels.Pad(headWidth);
        using var heads = new FloatBuffer(BlockRows * stride);
        var products = new RowList(BlockRows);
        for (int block = first; block < end; block += BlockRows)
        {
            int rows = Math.Min(BlockRows, end - block);
            for (int layer = 0; layer < layers; layer++)
            {
                products.Clear();
                for (int row = block; row < block + rows; row++)
                {
                    FindProjectedRow(layer, row, first);
                    if (ProjectedRow(layer, row) == row) products.Add(Hidden(layer, row), window.Projected(layer, row));
                }

                window.Projections[layer].Multiply(products, add: false);
            }

            for (int row = block; row < block + rows; row++)
            {
                new Span<float>(window.Embedding(row), window.EmbeddingStride).Clear();
                for (int layer = 0; layer < layers; layer++)
                    VectorRows.AddScaled(window.Embedding(row), ComputeGate(layer, row), Projected(layer, row), _config.OutputEmbedding);
            }

            products.Clear();
            if (text is not null)
            {
                for (int row = block; row < block + rows; row++) products.Add(text + ((nint)row * _symbols), window.Embedding(row));
                window.TextProjection!.Multiply(products, add: true);
                products.Clear();
            }

            for (int row = block; row < block + rows; row++)
            {
                VectorRows.Add(window.Embedding(row), embeddingBias, _config.OutputEmbedding);
                SimdKernels.Best.Relu(window.Embedding(row), window.EmbeddingStride);
                products.Add(window.Embedding(row), heads.Pointer + ((row - block) * stride));
            }

            window.Head.Multiply(products, add: false);
            for (int row = block; row < block + rows; row++)
            {
                float* target = head + ((nint)row * headWidth);
                new ReadOnlySpan<float>(heads.Pointer + ((row - block) * stride), headWidth).CopyTo(new(target, headWidth));
                VectorRows.Add(target, headBias, headWidth);
            }
        }
    }

    /// <param name="end">The row after the last.</param>
    /// <param name="headGradient">[rows, head].</param>
    /// <param name="hiddenGradients">∂/∂h, [rows, d] for each layer; overwritten.</param>
    /// <param name="textGradient">∂/∂w of the text window, [rows, alphabet]; overwritten. Null without a text.</param>
    public void Backward(int first, int end, float* headGradient, nint[] hiddenGradients, float* textGradient)
    {
        int layers = _config.Layers, width = _config.Hidden, stride = SimdKernels.Pad(width);
        int textStride = SimdKernels.Pad(_symbols);
        using var gatedGradients = new FloatBuffer(BlockRows * stride);
        using var textGradients = new FloatBuffer(BlockRows * textStride);
        var products = new RowList(BlockRows);
        for (int block = first; block < end; block += BlockRows)
        {
            int rows = Math.Min(BlockRows, end - block);
            products.Clear();
            for (int row = block; row < block + rows; row++)
                products.Add(headGradient + ((nint)row * _config.HeadWidth), window.EmbeddingGradient(row));
            window.HeadBack.Multiply(products, add: false);
            for (int row = block; row < block + rows; row++)
                TrainingKernels.Best.ReluBackward(window.EmbeddingGradient(row), window.Embedding(row), window.EmbeddingStride);

            if (text is not null)
            {
                products.Clear();
                for (int row = block; row < block + rows; row++)
                    products.Add(window.EmbeddingGradient(row), textGradients.Pointer + ((row - block) * textStride));
                window.TextProjectionBack!.Multiply(products, add: false);
                for (int row = block; row < block + rows; row++)
                {
                    new ReadOnlySpan<float>(textGradients.Pointer + ((row - block) * textStride), _symbols)
                        .CopyTo(new(textGradient + ((nint)row * _symbols), _symbols));
                }
            }

            for (int layer = 0; layer < layers; layer++)
            {
                products.Clear();
                for (int row = block; row < block + rows; row++)
                    products.Add(window.EmbeddingGradient(row), gatedGradients.Pointer + ((row - block) * stride));
                window.ProjectionsBack[layer].Multiply(products, add: false);
                for (int row = block; row < block + rows; row++)
                {
                    float* gradient = gatedGradients.Pointer + ((row - block) * stride);
                    float gate = window.Gates[(row * layers) + layer];
                    float ofGate = TrainingKernels.Best.Dot(
                        window.EmbeddingGradient(row), Projected(layer, row), _config.OutputEmbedding);
                    window.GateGradients[(row * layers) + layer] = ofGate * gate * (1 - gate);
                    VectorRows.Scale((float*)hiddenGradients[layer] + ((nint)row * width), gate, gradient, width);
                }
            }

            for (int row = block; row < block + rows; row++)
                for (int layer = 0; layer < layers; layer++)
                    for (int input = 0; input < layers; input++)
                    {
                        VectorRows.AddScaled(
                            (float*)hiddenGradients[input] + ((nint)row * width), window.GateGradients[(row * layers) + layer],
                            GateWeights(layer, input), width);
                    }
        }
    }

    /// <summary>
    /// Stores in the window whether h of a layer repeats at a row, and which row has its projection: never one before
    /// <paramref name="first"/>, which another core may still be computing.
    /// </summary>
    private void FindProjectedRow(int layer, int row, int first)
    {
        int index = (row * _config.Layers) + layer, before = row - window.Batch, width = _config.Hidden;
        window.Repeats[index] = before >= 0
            && new ReadOnlySpan<float>(Hidden(layer, row), width).SequenceEqual(new(Hidden(layer, before), width));
        window.ProjectedRows[index] = window.Repeats[index] && before >= first ? ProjectedRow(layer, before) : row;
    }

    /// <summary>Computes a gate and stores it in the window.</summary>
    private float ComputeGate(int layer, int row)
    {
        float sum = 0;
        for (int input = 0; input < _config.Layers; input++)
            sum += TrainingKernels.Best.Dot(GateWeights(layer, input), Hidden(input, row), _config.Hidden);
        return window.Gates[(row * _config.Layers) + layer] = 1 / (1 + MathF.Exp(-sum));
    }

    /// <summary>The weights with which h of a layer enters the gate of another (or the same), [d].</summary>
    private float* GateWeights(int layer, int input) => gateWeights + ((((nint)layer * _config.Layers) + input) * _config.Hidden);

    private int ProjectedRow(int layer, int row) => window.ProjectedRows[(row * _config.Layers) + layer];

    private float* Projected(int layer, int row) => window.Projected(layer, ProjectedRow(layer, row));

    private float* Hidden(int layer, int row) => (float*)hidden[layer] + ((nint)row * _config.Hidden);
}
