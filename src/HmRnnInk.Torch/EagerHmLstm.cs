using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The Hierarchical Multiscale LSTM (Chung, Ahn and Bengio 2017, eq. 1-8) as a sequence of autograd operations: the reference for the
/// faster implementations.
/// </summary>
internal sealed class EagerHmLstm(ModelConfig config) : IRecurrence
{
    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        int layers = config.Layers;
        Tensor[] hidden = [.. state.Hidden], cells = [.. state.CellState], boundaries = [.. state.Boundaries];
        Tensor[] biases = [.. Enumerable.Range(0, layers).Select(layer => weights[$"layers.{layer}.bias"])];
        // The bottom layer's input is known for the whole window, so it needs only one large product. [time, batch, 4d + 1]
        Tensor[] bottom = embedded.matmul(weights["layers.0.bottom_up.weight"].t()).unbind(0);
        List<Tensor>[] hiddenOverTime = [.. hidden.Select(_ => new List<Tensor>(bottom.Length))];
        List<Tensor>[] boundariesOverTime = [.. boundaries.Select(_ => new List<Tensor>(bottom.Length))];
        var textWindow = EagerTextWindow.Of(config, weights, state, texts);

        for (int time = 0; time < bottom.Length; time++)
        {
            for (int layer = 0; layer < layers; layer++)
            {
                bool top = layer == layers - 1;
                Tensor? endedHere = top ? null : boundaries[layer]; // z of this layer at the previous step
                Tensor? endedBelow = layer == 0 ? null : boundaries[layer - 1]; // z of the layer below at this step
                Tensor recurrent = hidden[layer].matmul(weights[$"layers.{layer}.recurrent.weight"].t());
                if (textWindow is not null) recurrent += textWindow.Term(layer); // needed for UPDATE and FLUSH, like U·h
                Tensor fromBelow = layer == 0 ? bottom[time] : hidden[layer - 1].matmul(weights[$"layers.{layer}.bottom_up.weight"].t());
                // The UPDATE is computed even if no segment ended below: the boundary's gradient needs what it would have written.
                Tensor updating = recurrent + fromBelow + biases[layer];
                // The boundary below gets no gradient through the flush's input: docs/dev/fused-recurrence.md.
                Tensor? flushing = top ? null
                    : recurrent + TopDown(weights, layer, hidden) + biases[layer]
                        + (endedBelow is null ? fromBelow : endedBelow.detach() * fromBelow);

                HmLstmStep step = HmLstmStep.Mix(
                    updating, flushing, cells[layer], hidden[layer], endedHere, endedBelow, slope, config.SoftFlush,
                    candidateMasks?[layer, time].narrow(1, 0, config.Hidden), top ? null : forcedBoundaries?[layer][time].unsqueeze(1));
                (cells[layer], hidden[layer]) = (step.CellState, step.Hidden);
                hiddenOverTime[layer].Add(step.Hidden);
                if (top) continue;
                boundaries[layer] = step.Boundary!;
                boundariesOverTime[layer].Add(step.Boundary!);
                if (layer == 0) textWindow?.Advance(step.Hidden, step.Boundary);
            }
        }

        return new(
            [.. hiddenOverTime.Select(tensors => stack(tensors))],
            [.. boundariesOverTime.Select(tensors => stack(tensors).squeeze(2))],
            state.After(hidden, cells, boundaries, textWindow?.Kappas, textWindow?.TextVector))
        {
            TextVector = textWindow?.OverTime(),
        };
    }

    /// <summary>V·h of the layer above at the previous step, plus its bias if there is one: [batch, 4d + 1].</summary>
    private Tensor TopDown(IReadOnlyDictionary<string, Tensor> weights, int layer, Tensor[] hidden)
    {
        Tensor product = hidden[layer + 1].matmul(weights[$"layers.{layer}.top_down.weight"].t());
        return config.HasTopDownBias(layer) ? product + weights[$"layers.{layer}.top_down.bias"] : product;
    }
}
