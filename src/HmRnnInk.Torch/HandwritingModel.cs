using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Embedding, recurrent layers, output module and mixture head, over windows of a batch.</summary>
public sealed class HandwritingModel(ModelConfig config, ParameterVector parameters, IRecurrence recurrence)
{
    public ModelConfig Config { get; } = config;

    public ParameterVector Parameters { get; } = parameters;

    /// <param name="rows">[time, batch, 3]: normalised Δx and Δy, and pen-up as 0 or 1.</param>
    /// <param name="state">Before the first row.</param>
    /// <param name="slope">a, of the boundary detectors' hard sigmoid.</param>
    /// <returns>The raw head, [time, batch, 6K + 1], and what the layers did.</returns>
    public (Tensor Mixture, RecurrentOutput Layers) Forward(Tensor rows, RecurrentState state, float slope)
    {
        Dictionary<string, Tensor> weights = Parameters.Views();
        Tensor embedded = rows.matmul(weights["embedding.weight"].t()) + weights["embedding.bias"];
        RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope);

        // g^l = sigmoid(w^l·[h¹; …; h^L]) and h^e = ReLU(Σ g^l W^e_l h^l): eq. 9 and 10, over all steps at once.
        Tensor gates = cat(output.Hidden, 2).matmul(weights["output.gate.weight"].t()).sigmoid(); // [time, batch, layers]
        var gated = output.Hidden.Select((hidden, layer) => hidden * gates.narrow(2, layer, 1));
        var projections = Enumerable.Range(0, Config.Layers).Select(layer => weights[$"output.{layer}.weight"]);
        Tensor outputEmbedding = (cat([.. gated], 2).matmul(cat([.. projections], 1).t()) + weights["output.bias"]).relu();
        return (outputEmbedding.matmul(weights["head.weight"].t()) + weights["head.bias"], output);
    }
}
