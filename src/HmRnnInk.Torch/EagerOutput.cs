using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The output module and the head (Chung, Ahn and Bengio 2017, eq. 9 and 10) as a sequence of autograd operations: the reference.
/// </summary>
internal sealed class EagerOutput(ModelConfig config) : IOutputModule
{
    public Tensor Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor[] hidden, Tensor? textVector = null)
    {
        // g^l = sigmoid(w^l·[h¹; …; h^L]) and h^e = ReLU(Σ g^l W^e_l h^l), for all steps at once.
        Tensor gates = cat(hidden, 2).matmul(weights["output.gate.weight"].t()).sigmoid(); // [time, batch, layers]
        var gated = hidden.Select((values, layer) => values * gates.narrow(2, layer, 1));
        var projections = Enumerable.Range(0, config.Layers).Select(layer => weights[$"output.{layer}.weight"]);
        Tensor sums = cat([.. gated], 2).matmul(cat([.. projections], 1).t()) + weights["output.bias"];
        if (textVector is not null) sums += textVector.matmul(weights["output.window.weight"].t());
        return sums.relu().matmul(weights["head.weight"].t()) + weights["head.bias"];
    }
}
