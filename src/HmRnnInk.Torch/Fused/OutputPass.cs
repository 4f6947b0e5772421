using System.Runtime.Intrinsics;
using HmRnnInk.Model;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The fused output module over rows of a window, a block at a time so that a block's rows stay in the second-level cache.
/// </summary>
/// <param name="hidden">h, [rows, d] for each layer.</param>
/// <param name="gateWeights">w, [layers, layers · d].</param>
/// <param name="text">w of the text window, [rows, alphabet]; null without a text.</param>
internal sealed unsafe class OutputPass(OutputWindow window, nint[] hidden, float* gateWeights, float* text)
{
    private const int BlockRows = 48;

    private readonly ModelConfig _config = window.Config;
    private readonly int _symbols = window.Config.TextWindow?.Alphabet.Length ?? 0;

    /// <param name="embeddingBias">[embedding].</param>
    /// <param name="headBias">[mixture].</param>
    /// <param name="mixture">[rows, mixture]: written.</param>
    public void Forward(int first, int end, float* embeddingBias, float* headBias, float* mixture)
    {
        int layers = _config.Layers, width = _config.Hidden, mixtureWidth = _config.HeadWidth, stride = PackedLayer.Pad(mixtureWidth);
        using var gated = new FloatBuffer(BlockRows * layers * width);
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
                    float gate = Gate(layer, row);
                    float* values = gated.Pointer + ((((row - block) * layers) + layer) * width);
                    Scale(values, gate, Hidden(layer, row), width);
                    products.Add(values, Embedding(row));
                }

                products.MultiplyBy(window.Projections[layer], add: layer > 0);
            }

            products.Clear();
            if (text is not null)
            {
                for (int row = block; row < block + rows; row++) products.Add(text + ((nint)row * _symbols), Embedding(row));
                products.MultiplyBy(window.TextProjection!, add: true);
                products.Clear();
            }

            for (int row = block; row < block + rows; row++)
            {
                Rectify(Embedding(row), embeddingBias, _config.OutputEmbedding);
                products.Add(Embedding(row), heads.Pointer + ((row - block) * stride));
            }

            products.MultiplyBy(window.Head, add: false);
            for (int row = block; row < block + rows; row++)
            {
                float* written = mixture + ((nint)row * mixtureWidth);
                new ReadOnlySpan<float>(heads.Pointer + ((row - block) * stride), mixtureWidth).CopyTo(new(written, mixtureWidth));
                VectorRows.Add(written, headBias, mixtureWidth);
            }
        }
    }

    /// <param name="mixtureGradient">[rows, mixture].</param>
    /// <param name="hiddenGradients">∂/∂h, [rows, d] for each layer: written.</param>
    /// <param name="textGradient">∂/∂w of the text window, [rows, alphabet]: written; null without a text.</param>
    public void Backward(int first, int end, float* mixtureGradient, nint[] hiddenGradients, float* textGradient)
    {
        int layers = _config.Layers, width = _config.Hidden, stride = PackedLayer.Pad(width), embedding = _config.OutputEmbedding;
        int textStride = PackedLayer.Pad(_symbols);
        using var gatedGradients = new FloatBuffer(BlockRows * stride);
        using var textGradients = new FloatBuffer(BlockRows * textStride);
        var products = new RowList(BlockRows);
        for (int block = first; block < end; block += BlockRows)
        {
            int rows = Math.Min(BlockRows, end - block);
            products.Clear();
            for (int row = block; row < block + rows; row++)
                products.Add(mixtureGradient + ((nint)row * _config.HeadWidth), EmbeddingGradient(row));
            products.MultiplyBy(window.HeadBack, add: false);
            for (int row = block; row < block + rows; row++) MaskUnrectified(EmbeddingGradient(row), Embedding(row), embedding);

            if (text is not null)
            {
                products.Clear();
                for (int row = block; row < block + rows; row++)
                    products.Add(EmbeddingGradient(row), textGradients.Pointer + ((row - block) * textStride));
                products.MultiplyBy(window.TextProjectionBack!, add: false);
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
                    products.Add(EmbeddingGradient(row), gatedGradients.Pointer + ((row - block) * stride));
                products.MultiplyBy(window.ProjectionsBack[layer], add: false);
                for (int row = block; row < block + rows; row++)
                {
                    float* gradient = gatedGradients.Pointer + ((row - block) * stride);
                    float gate = window.Gates[(row * layers) + layer];
                    window.GateGradients[(row * layers) + layer] = VectorRows.Dot(gradient, Hidden(layer, row), width) * gate * (1 - gate);
                    Scale((float*)hiddenGradients[layer] + ((nint)row * width), gate, gradient, width);
                }
            }

            for (int row = block; row < block + rows; row++)
                for (int layer = 0; layer < layers; layer++)
                    for (int read = 0; read < layers; read++)
                    {
                        VectorRows.AddScaled(
                            (float*)hiddenGradients[read] + ((nint)row * width),
                            window.GateGradients[(row * layers) + layer],
                            gateWeights + ((((nint)layer * layers) + read) * width),
                            width);
                    }
        }
    }

    private float Gate(int layer, int row)
    {
        int layers = _config.Layers, width = _config.Hidden;
        float sum = 0;
        for (int read = 0; read < layers; read++)
            sum += VectorRows.Dot(gateWeights + ((((nint)layer * layers) + read) * width), Hidden(read, row), width);
        return window.Gates[(row * layers) + layer] = 1 / (1 + MathF.Exp(-sum));
    }

    private float* Hidden(int layer, int row) => (float*)hidden[layer] + ((nint)row * _config.Hidden);

    private float* Embedding(int row) => window.Embedding.Pointer + ((nint)row * window.EmbeddingStride);

    private float* EmbeddingGradient(int row) => window.EmbeddingGradient.Pointer + ((nint)row * window.EmbeddingStride);

    private static void Scale(float* target, float factor, float* source, int length)
    {
        int index = 0;
        for (; index <= length - Vector256<float>.Count; index += Vector256<float>.Count)
            (Vector256.Load(source + index) * factor).Store(target + index);
        for (; index < length; index++) target[index] = source[index] * factor;
    }

    /// <summary>values = max(0, values + bias). A NaN stays one.</summary>
    private static void Rectify(float* values, float* bias, int length)
    {
        VectorRows.Add(values, bias, length);
        for (int index = 0; index < length; index++)
            if (values[index] < 0) values[index] = 0;
    }

    private static void MaskUnrectified(float* gradient, float* values, int length)
    {
        int index = 0;
        for (; index <= length - Vector256<float>.Count; index += Vector256<float>.Count)
        {
            var passes = Vector256.GreaterThan(Vector256.Load(values + index), default);
            Vector256.BitwiseAnd(Vector256.Load(gradient + index), passes).Store(gradient + index);
        }

        for (; index < length; index++)
            if (values[index] <= 0) gradient[index] = 0;
    }
}
