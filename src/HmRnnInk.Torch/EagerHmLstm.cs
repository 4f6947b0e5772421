using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The Hierarchical Multiscale LSTM (Chung, Ahn and Bengio 2017, eq. 1-8), one operation after another under autograd: the reference
/// that faster versions are compared with.
/// </summary>
public sealed class EagerHmLstm(ModelConfig config) : IRecurrence
{
    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null)
    {
        int layers = config.Layers;
        Tensor[] hidden = [.. state.Hidden], cells = [.. state.CellState], boundaries = [.. state.Boundaries];
        Tensor[] combined = [.. Enumerable.Range(0, layers).Select(layer => Combine(weights, layer))]; // [4d (+ 1), inputs]
        Tensor[] biases = [.. Enumerable.Range(0, layers).Select(layer => weights[$"layers.{layer}.bias"])];
        // The bottom layer's input is known for the whole window: one large product. [time, batch, 4d + 1]
        Tensor[] bottom = embedded.matmul(weights["layers.0.bottom_up.weight"].t()).add(biases[0]).unbind(0);
        var hiddenOverTime = new List<Tensor>[layers];
        var boundariesOverTime = new List<Tensor>[layers - 1];
        for (int layer = 0; layer < layers; layer++) hiddenOverTime[layer] = new(bottom.Length);
        for (int layer = 0; layer < layers - 1; layer++) boundariesOverTime[layer] = new(bottom.Length);

        for (int time = 0; time < bottom.Length; time++)
        {
            for (int layer = 0; layer < layers; layer++)
            {
                bool top = layer == layers - 1;
                Tensor? endedHere = top ? null : boundaries[layer]; // z of this layer at the step before
                Tensor? endedBelow = layer == 0 ? null : boundaries[layer - 1]; // z of the layer below at this step
                var inputs = new List<Tensor>(3) { hidden[layer] };
                if (!top) inputs.Add(endedHere!.detach() * hidden[layer + 1]);
                if (layer > 0) inputs.Add(Open(endedHere?.detach(), endedBelow!.detach()) * hidden[layer - 1]);
                Tensor input = inputs.Count == 1 ? inputs[0] : cat(inputs, 1);
                Tensor preActivations = addmm(layer == 0 ? bottom[time] : biases[layer], input, combined[layer].t(), 1, 1);

                HmLstmStep step = HmLstmStep.Mix(
                    preActivations, cells[layer], hidden[layer], endedHere, endedBelow, slope, config.RecomputeBoundaryOnCopy,
                    candidateMasks?[layer, time].narrow(1, 0, config.Hidden));
                (cells[layer], hidden[layer]) = (step.CellState, step.Hidden);
                hiddenOverTime[layer].Add(step.Hidden);
                if (top) continue;
                boundaries[layer] = step.Boundary!;
                boundariesOverTime[layer].Add(step.Boundary!);
            }
        }

        return new(
            [.. hiddenOverTime.Select(tensors => stack(tensors))],
            [.. boundariesOverTime.Select(tensors => stack(tensors).squeeze(2))],
            new(hidden, cells, boundaries));
    }

    /// <summary>
    /// What gates h of the layer below: zb, and 1 on COPY, where the gates write nothing and tell only what an UPDATE would have written; but
    /// zb alone where the detector runs on COPY, which does not see that h.
    /// </summary>
    private Tensor Open(Tensor? endedHere, Tensor endedBelow) =>
        config.RecomputeBoundaryOnCopy ? endedBelow
        : endedHere is null ? ones_like(endedBelow)
        : 1 - (endedHere * (1 - endedBelow));

    /// <summary>[U | V | W] side by side, so that a layer costs one product a step; the bottom layer's W is applied apart.</summary>
    private Tensor Combine(IReadOnlyDictionary<string, Tensor> weights, int layer)
    {
        var parts = new List<Tensor>(3) { weights[$"layers.{layer}.recurrent.weight"] };
        if (config.HasDetector(layer)) parts.Add(weights[$"layers.{layer}.top_down.weight"]);
        if (layer > 0) parts.Add(weights[$"layers.{layer}.bottom_up.weight"]);
        return cat(parts, 1);
    }
}
