using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>From the hidden states of all layers to the density of the next row: g = sigmoid(w·[h¹;…;h^L]), h^e = ReLU(Σ g W h + b), head.</summary>
internal sealed class OutputModule
{
    private readonly ModelConfig config;
    private readonly float logSigmaFloor;
    private readonly float[] gate, bias, headWeights, headBias; // [L, L·d], [E], [6K + 1, E], [6K + 1]
    private readonly float[][] weights; // L × [E, d]
    private readonly float[][] products; // L × [E]: W·h, kept while the layer's h stays
    private readonly bool[] current; // [L]: whether the product is of the h that stands
    private readonly float[] embedding, head;

    public OutputModule(InkModel model)
    {
        config = model.Config;
        logSigmaFloor = MathF.Log(model.Metadata.SigmaFloor);
        (gate, bias) = (model.Weights["output.gate.weight"], model.Weights["output.bias"]);
        (headWeights, headBias) = (model.Weights["head.weight"], model.Weights["head.bias"]);
        weights = [.. Enumerable.Range(0, config.Layers).Select(layer => model.Weights[$"output.{layer}.weight"])];
        products = [.. weights.Select(_ => new float[config.OutputEmbedding])];
        current = new bool[config.Layers];
        embedding = new float[config.OutputEmbedding];
        head = new float[config.MixtureWidth];
    }

    /// <summary>Says that a layer's h is no longer what it was. A layer that COPYs is not invalidated: its product is used again.</summary>
    public void Invalidate(int layer) => current[layer] = false;

    /// <param name="hiddens">[L·d], lowest layer first.</param>
    /// <param name="next">Overwritten.</param>
    public void Predict(ReadOnlySpan<float> hiddens, MixtureDensity next)
    {
        bias.CopyTo(embedding, 0);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            if (!current[layer])
            {
                Array.Clear(products[layer]);
                MatrixVector.AddProduct(weights[layer], hiddens.Slice(layer * config.Hidden, config.Hidden), products[layer]);
                current[layer] = true;
            }

            float dot = TensorPrimitives.Dot(gate.AsSpan(layer * hiddens.Length, hiddens.Length), hiddens);
            TensorPrimitives.MultiplyAdd(products[layer], 1 / (1 + MathF.Exp(-dot)), embedding, embedding);
        }

        TensorPrimitives.Max(embedding, 0, embedding);
        headBias.CopyTo(head, 0);
        MatrixVector.AddProduct(headWeights, embedding, head);
        next.SetFromHead(head, logSigmaFloor);
    }
}
