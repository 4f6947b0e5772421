using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>A stack of plain LSTM layers with the HM-LSTM's order of gates, as a baseline.</summary>
internal sealed class EagerLstm(ModelConfig config) : IRecurrence
{
    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        Tensor[] hidden = [.. state.Hidden], cells = [.. state.CellState], overTime = new Tensor[config.Layers];
        Tensor input = embedded; // [time, batch, width]
        var textWindow = EagerTextWindow.Of(config, weights, state, texts);
        Tensor? textVectors = null; // w of all steps, once the bottom layer has run
        for (int layer = 0; layer < config.Layers; layer++)
        {
            // A layer's input is known for the whole window, so it needs only one large product.
            Tensor bottomUp = weights[$"layers.{layer}.bottom_up.weight"], recurrent = weights[$"layers.{layer}.recurrent.weight"].t();
            Tensor[] bottom = input.matmul(bottomUp.t()).add(weights[$"layers.{layer}.bias"]).unbind(0);
            Tensor[]? fromText = textVectors?.matmul(weights[$"layers.{layer}.window.weight"].t()).unbind(0);
            var steps = new Tensor[bottom.Length];
            for (int time = 0; time < bottom.Length; time++)
            {
                Tensor preActivations = addmm(bottom[time], hidden[layer], recurrent, 1, 1);
                if (textWindow is not null) preActivations += fromText?[time] ?? textWindow.Term(layer);
                Tensor? mask = candidateMasks?[layer, time].narrow(1, 0, config.Hidden);
                (cells[layer], hidden[layer]) = HmLstmStep.Write(preActivations, cells[layer], mask);
                steps[time] = hidden[layer];
                if (layer == 0) textWindow?.Advance(steps[time], null);
            }

            input = overTime[layer] = stack(steps);
            if (layer == 0) textVectors = textWindow?.OverTime();
        }

        return new(overTime, [], state.After(hidden, cells, [], textWindow?.Kappas, textWindow?.TextVector)) { TextVector = textVectors };
    }
}
