using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>
/// The HM-LSTM with its loop over time in TorchScript: the pointwise work between two products is compiled together, and no step waits for
/// the host. For CUDA, where <see cref="FusedRecurrence"/> cannot go; it runs on the CPU too, and is tested there.
/// </summary>
public sealed class ScriptedHmLstm(ModelConfig config) : IRecurrence
{
    // A compile error ends the process: this text is constant, and every branch of it is run by the tests.
    // Layers differ in shape: the bottom one has no product from below here (it is in `bottom`), the top one no term from above and no
    // detector. `silences` is 1 where a layer that copies does not fire, so that its gates are
    // shown what an UPDATE would read, and 0 where it may.
    private const string Source = """
        def window(bottom, weights, biases, hidden_before, cells_before, boundaries_before, slope, silences):
            layers = hidden_before.size(0)
            width = hidden_before.size(2)
            hidden = list(hidden_before.unbind(0))
            cells = list(cells_before.unbind(0))
            boundaries = list(boundaries_before.unbind(0))
            weight = [bottom]
            weight.clear()
            offset = 0
            for layer in range(layers):
                inputs = width
                rows = 4 * width
                if layer > 0:
                    inputs += width
                if layer < layers - 1:
                    inputs += width
                    rows += 1
                weight.append(weights.narrow(0, offset, inputs * rows).view(inputs, rows))
                offset += inputs * rows

            hidden_over_time = [bottom]
            hidden_over_time.clear()
            boundaries_over_time = [bottom]
            boundaries_over_time.clear()
            for row in bottom.unbind(0):
                for layer in range(layers):
                    if layer == 0:
                        ended = boundaries[0]
                        pre = torch.addmm(row, torch.cat([hidden[0], ended.detach() * hidden[1]], 1), weight[0])
                        gates = torch.sigmoid(pre.narrow(1, 0, 3 * width))
                        candidate = gates.narrow(1, width, width) * torch.tanh(pre.narrow(1, 3 * width, width))
                        updated = candidate + gates.narrow(1, 0, width) * cells[0]
                        cells[0] = ended * candidate + (1 - ended) * updated
                        hidden[0] = gates.narrow(1, 2 * width, width) * (ended * torch.tanh(candidate) + (1 - ended) * torch.tanh(updated))
                        soft = torch.clamp(pre.narrow(1, 4 * width, 1) * (slope / 2) + 0.5, 0, 1)
                        boundaries[0] = soft + (soft.detach().gt(0.5).to(soft.dtype) - soft.detach())
                    elif layer < layers - 1:
                        ended = boundaries[layer]
                        below = boundaries[layer - 1]
                        copies = (1 - ended) * (1 - below)
                        open = (below + silences * copies).detach()
                        pre = torch.addmm(
                            biases.select(0, layer),
                            torch.cat([hidden[layer], ended.detach() * hidden[layer + 1], open * hidden[layer - 1]], 1), weight[layer])
                        gates = torch.sigmoid(pre.narrow(1, 0, 3 * width))
                        candidate = gates.narrow(1, width, width) * torch.tanh(pre.narrow(1, 3 * width, width))
                        updated = candidate + gates.narrow(1, 0, width) * cells[layer]
                        output = gates.narrow(1, 2 * width, width)
                        cells[layer] = ended * candidate + (1 - ended) * (below * updated + (1 - below) * cells[layer])
                        fresh = below * output * torch.tanh(updated) + (1 - below) * hidden[layer]
                        hidden[layer] = ended * output * torch.tanh(candidate) + (1 - ended) * fresh
                        soft = torch.clamp(pre.narrow(1, 4 * width, 1) * (slope / 2) + 0.5, 0, 1)
                        fired = soft + (soft.detach().gt(0.5).to(soft.dtype) - soft.detach())
                        boundaries[layer] = fired * (1 - silences * copies)
                    else:
                        below = boundaries[layer - 1]
                        open = (below + silences * (1 - below)).detach()
                        pre = torch.addmm(
                            biases.select(0, layer).narrow(0, 0, 4 * width),
                            torch.cat([hidden[layer], open * hidden[layer - 1]], 1), weight[layer])
                        gates = torch.sigmoid(pre.narrow(1, 0, 3 * width))
                        candidate = gates.narrow(1, width, width) * torch.tanh(pre.narrow(1, 3 * width, width))
                        updated = candidate + gates.narrow(1, 0, width) * cells[layer]
                        cells[layer] = below * updated + (1 - below) * cells[layer]
                        hidden[layer] = below * gates.narrow(1, 2 * width, width) * torch.tanh(updated) + (1 - below) * hidden[layer]
                hidden_over_time.extend(hidden)
                boundaries_over_time.extend(boundaries)
            return torch.stack(hidden_over_time), torch.stack(boundaries_over_time), torch.stack(cells)

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source));

    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null)
    {
        if (candidateMasks is not null)
            throw new NotSupportedException("The scripted recurrence has no recurrent dropout: use the fused or the eager one.");
        (int layers, int width) = (config.Layers, config.Hidden);
        Tensor[] biases = [.. Enumerable.Range(0, layers).Select(layer => weights[$"layers.{layer}.bias"])];
        biases[^1] = nn.functional.pad(biases[^1], [0, 1]); // no detector: a row that is not read, so that all stack
        Tensor bottom = embedded.matmul(weights["layers.0.bottom_up.weight"].t()).add(biases[0]); // [time, batch, 4d + 1]
        Tensor packed = cat([.. Enumerable.Range(0, layers).Select(layer => Combine(weights, layer))], 0);
        // Filled on the device: a copy from the host would wait for it.
        Tensor slopes = full([], slope, device: embedded.device), silences = full([], config.RecomputeBoundaryOnCopy ? 0f : 1f, device: embedded.device);
        var results = (ValueTuple<Tensor, Tensor, Tensor>)Compiled.Value.invoke(
            "window", bottom, packed, stack(biases), stack(state.Hidden), stack(state.CellState), stack(state.Boundaries), slopes, silences);

        (long time, long batch) = (embedded.shape[0], embedded.shape[1]);
        Tensor[] hidden = results.Item1.view(time, layers, batch, width).unbind(1);
        Tensor[] boundaries = results.Item2.view(time, layers - 1, batch, 1).unbind(1);
        return new(
            hidden,
            [.. boundaries.Select(tensor => tensor.squeeze(2))],
            new([.. hidden.Select(Last)], results.Item3.unbind(0), [.. boundaries.Select(Last)]));

        Tensor Last(Tensor overTime) => overTime.select(0, time - 1);
    }

    /// <summary>[U | V | W] of a layer, transposed and flattened; the bottom layer's W is applied apart.</summary>
    private Tensor Combine(IReadOnlyDictionary<string, Tensor> weights, int layer)
    {
        var parts = new List<Tensor>(3) { weights[$"layers.{layer}.recurrent.weight"] };
        if (config.HasDetector(layer)) parts.Add(weights[$"layers.{layer}.top_down.weight"]);
        if (layer > 0) parts.Add(weights[$"layers.{layer}.bottom_up.weight"]);
        return cat(parts, 1).t().reshape(-1);
    }
}
