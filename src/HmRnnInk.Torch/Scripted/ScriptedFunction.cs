using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>The scripted HM-LSTM as one node of the autograd graph.</summary>
/// <remarks>
/// Arguments: the <see cref="ScriptedWindow"/>; the bottom layer's input W·x + b, [time, batch, 4d + 1]; h of each layer before the window, c
/// likewise; [U | V | W]ᵀ of each layer; the bias of each but the bottom one. Results: h of each layer, [time, batch, d]; then z of each layer
/// with a detector, [time, batch, 1].
/// </remarks>
internal sealed class ScriptedFunction : autograd.MultiTensorFunction<ScriptedFunction>
{
    // A compile error ends the process: this text is constant, and every branch of it is run by the tests. Layers differ in shape: the bottom
    // one has no product from below here, the top one no term from above and no detector; there z from below is a constant 1, z from above 0.
    // `silences` is 1 where a layer that copies does not fire, so that its gates are shown what an UPDATE would read, and 0 where it may.
    private const string Source = """
        def forward_step(pre, cell, hidden, ended, below, width: int):
            f, i, o, g = pre.narrow(1, 0, 4 * width).chunk(4, 1)
            copies = (1 - ended) * (1 - below)
            mixed = torch.sigmoid(i) * torch.tanh(g) + (1 - ended) * torch.sigmoid(f) * cell
            next_cell = (1 - copies) * mixed + copies * cell
            next_hidden = (1 - copies) * torch.sigmoid(o) * torch.tanh(next_cell) + copies * hidden
            return next_cell, next_hidden

        def fire(pre, ended, below, slope: float, silences: float, width: int):
            soft = pre.narrow(1, 4 * width, 1) * (slope / 2) + 0.5
            return torch.gt(soft, 0.5).type_as(soft) * (1 - silences * (1 - ended) * (1 - below))

        def forward_window(
                bottom, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor],
                weights: List[Tensor], biases: List[Tensor], slope: float, silences: float):
            layers = len(weights)
            width = hidden_before[0].size(1)
            always = torch.ones_like(boundaries_before[0])
            never = torch.zeros_like(always)
            hidden = hidden_before.copy()
            cells = cells_before.copy()
            boundaries = boundaries_before.copy()
            rows = bottom.unbind(0)
            steps = len(rows)
            # All layers' steps in one list each: lists of lists that grow in a loop are miscompiled (libtorch 2.10: "list index out of range").
            pre_over_time = [always] * (layers * steps)
            hidden_over_time = [always] * (layers * steps)
            cells_over_time = [always] * (layers * steps)
            boundaries_over_time = [always] * (layers * steps)
            for step in range(steps):
                for layer in range(layers):
                    at = layer * steps + step
                    if layer == 0:
                        ended = boundaries[0]
                        below = always
                        pre = torch.addmm(rows[step], torch.cat([hidden[0], ended * hidden[1]], 1), weights[0])
                    elif layer < layers - 1:
                        ended = boundaries[layer]
                        below = boundaries[layer - 1]
                        shown = below + silences * (1 - ended) * (1 - below)
                        pre = torch.addmm(
                            biases[layer - 1], torch.cat([hidden[layer], ended * hidden[layer + 1], shown * hidden[layer - 1]], 1), weights[layer])
                    else:
                        ended = never
                        below = boundaries[layer - 1]
                        shown = below + silences * (1 - below)
                        pre = torch.addmm(biases[layer - 1], torch.cat([hidden[layer], shown * hidden[layer - 1]], 1), weights[layer])
                    cells[layer], hidden[layer] = forward_step(pre, cells[layer], hidden[layer], ended, below, width)
                    if layer < layers - 1:
                        boundaries[layer] = fire(pre, ended, below, slope, silences, width)
                        boundaries_over_time[at] = boundaries[layer]
                    pre_over_time[at] = pre
                    cells_over_time[at] = cells[layer]
                    hidden_over_time[at] = hidden[layer]
            results: List[Tensor] = []
            for layer in range(layers):
                results.append(torch.stack(hidden_over_time[layer * steps:(layer + 1) * steps]))
            for layer in range(layers - 1):
                results.append(torch.stack(boundaries_over_time[layer * steps:(layer + 1) * steps]))
            for layer in range(layers):
                results.append(torch.stack(cells_over_time[layer * steps:(layer + 1) * steps]))
            for layer in range(layers):
                results.append(torch.stack(pre_over_time[layer * steps:(layer + 1) * steps]))
            return results

        def backward_step(pre, cell, next_cell, hidden, ended, below, of_cell, of_hidden, width: int):
            f, i, o, g = pre.narrow(1, 0, 4 * width).chunk(4, 1)
            f = torch.sigmoid(f)
            i = torch.sigmoid(i)
            o = torch.sigmoid(o)
            g = torch.tanh(g)
            copies = (1 - ended) * (1 - below)
            flushed = i * g
            updated = flushed + f * cell
            to_update = of_cell * (updated - cell) + of_hidden * (o * torch.tanh(updated) - hidden)
            to_flush = of_cell * (flushed - cell) + of_hidden * (o * torch.tanh(flushed) - hidden)
            squashed = torch.tanh(next_cell)
            of_output = (1 - copies) * of_hidden
            of_mixed = (1 - copies) * of_cell + of_output * o * (1 - squashed * squashed)
            of_kept = (1 - ended) * of_mixed
            of_gates = torch.cat([
                of_kept * cell * f * (1 - f), of_mixed * g * i * (1 - i), of_output * squashed * o * (1 - o), of_mixed * i * (1 - g * g)], 1)
            return of_gates, of_kept * f + copies * of_cell, copies * of_hidden, to_update, to_flush - below * to_update

        def backward_fire(pre, ended, below, of_boundary, slope: float, silences: float, width: int):
            soft = pre.narrow(1, 4 * width, 1) * (slope / 2) + 0.5
            inside = torch.ge(soft, 0).type_as(soft) * torch.le(soft, 1).type_as(soft)
            of_detector = of_boundary * (1 - silences * (1 - ended) * (1 - below)) * inside * (slope / 2)
            return of_detector, silences * torch.gt(soft, 0.5).type_as(soft) * of_boundary

        def backward_window(
                hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor], weights: List[Tensor],
                hidden: List[Tensor], boundaries: List[Tensor], cells: List[Tensor], pre: List[Tensor],
                of_hidden_asked: List[Tensor], of_boundaries_asked: List[Tensor], slope: float, silences: float):
            layers = len(weights)
            steps = pre[0].size(0)
            width = hidden_before[0].size(1)
            always = torch.ones_like(boundaries_before[0])
            never = torch.zeros_like(always)
            of_hidden = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
            of_cells = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
            of_boundaries = [never] * (layers - 1)
            # Each layer's steps one after another.
            pre_over_time = torch.cat(pre[:-1]).unbind(0) + pre[layers - 1].unbind(0)
            cells_over_time = torch.cat(cells).unbind(0)
            hidden_over_time = torch.cat(hidden).unbind(0)
            boundaries_over_time = torch.cat(boundaries).unbind(0)
            of_hidden_over_time = torch.cat(of_hidden_asked).unbind(0)
            of_boundaries_over_time = torch.cat(of_boundaries_asked).unbind(0)
            of_pre = [never] * (layers * steps)
            for back in range(steps):
                step = steps - 1 - back
                for above in range(layers):
                    layer = layers - 1 - above
                    at = layer * steps + step
                    if step > 0:
                        cell = cells_over_time[at - 1]
                        before = hidden_over_time[at - 1]
                    else:
                        cell = cells_before[layer]
                        before = hidden_before[layer]
                    ended = never
                    if layer < layers - 1:
                        if step > 0:
                            ended = boundaries_over_time[at - 1]
                        else:
                            ended = boundaries_before[layer]
                    below = always
                    if layer > 0:
                        below = boundaries_over_time[at - steps]
                    of_gates, of_cell, of_copied, to_update, to_end = backward_step(
                        pre_over_time[at], cell, cells_over_time[at], before, ended, below,
                        of_cells[layer], of_hidden[layer] + of_hidden_over_time[at], width)
                    of_cells[layer] = of_cell
                    if layer == layers - 1:
                        of_below = to_update.sum(1, True)
                    else:
                        of_detector, fired = backward_fire(
                            pre_over_time[at], ended, below, of_boundaries[layer] + of_boundaries_over_time[at], slope, silences, width)
                        of_gates = torch.cat([of_gates, of_detector], 1)
                        of_boundaries[layer] = to_end.sum(1, True) + (1 - below) * fired
                        if layer > 0:
                            of_below = (1 - ended) * (to_update.sum(1, True) + fired)
                        else:
                            of_below = never
                    of_pre[at] = of_gates
                    of_input = torch.mm(of_gates, weights[layer].t())
                    of_hidden[layer] = of_copied + of_input.narrow(1, 0, width)
                    if layer < layers - 1:
                        of_hidden[layer + 1] = of_hidden[layer + 1] + ended * of_input.narrow(1, width, width)
                    if layer > 0:
                        of_hidden[layer - 1] = of_hidden[layer - 1] + below * of_input.narrow(1, of_input.size(1) - width, width)
                        of_boundaries[layer - 1] = of_boundaries[layer - 1] + of_below
            results: List[Tensor] = []
            for layer in range(layers):
                results.append(torch.stack(of_pre[layer * steps:(layer + 1) * steps]))
            for layer in range(layers):
                results.append(of_hidden[layer])
            for layer in range(layers):
                results.append(of_cells[layer])
            for layer in range(layers):
                earlier = torch.cat([hidden_before[layer].unsqueeze(0), hidden[layer]]).narrow(0, 0, steps)
                inputs = [earlier]
                ended = never.unsqueeze(0)
                if layer < layers - 1:
                    ended = torch.cat([boundaries_before[layer].unsqueeze(0), boundaries[layer]]).narrow(0, 0, steps)
                    above_earlier = torch.cat([hidden_before[layer + 1].unsqueeze(0), hidden[layer + 1]]).narrow(0, 0, steps)
                    inputs.append(ended * above_earlier)
                if layer > 0:
                    below = boundaries[layer - 1]
                    inputs.append((below + silences * (1 - ended) * (1 - below)) * hidden[layer - 1])
                of_weight = torch.mm(torch.cat(inputs, 2).flatten(0, 1).t(), results[layer].flatten(0, 1))
                results.append(of_weight)
            for layer in range(1, layers):
                results.append(results[layer].sum([0, 1]))
            return results

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source));

    private const string Window = "window";

    public override string Name => nameof(ScriptedFunction);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var window = (ScriptedWindow)vars[0];
        ModelConfig config = window.Config;
        int layers = config.Layers;
        Tensor[] arguments = [.. vars.Skip(1).Cast<Tensor>().Select(tensor => tensor.detach())];
        Tensor[] hiddenBefore = arguments[1..(1 + layers)], cellsBefore = arguments[(1 + layers)..(1 + (2 * layers))];
        Tensor[] weights = arguments[(1 + (2 * layers))..(1 + (3 * layers))], biases = arguments[(1 + (3 * layers))..];
        var results = (Tensor[])Compiled.Value.invoke(
            "forward_window", arguments[0], hiddenBefore, cellsBefore, window.BoundariesBefore, weights, biases, window.Slope, Silences(config));

        ctx.save_data(Window, window);
        ctx.save_for_backward([.. hiddenBefore, .. cellsBefore, .. weights, .. window.BoundariesBefore]);
        Tensor[] cells = results[((2 * layers) - 1)..((3 * layers) - 1)];
        window.Keep(results, [.. cells.Select(overTime => overTime.select(0, overTime.shape[0] - 1))]);
        return [.. results[..((2 * layers) - 1)].Select(tensor => tensor.alias())];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var window = (ScriptedWindow)ctx.get_data(Window);
        ModelConfig config = window.Config;
        int layers = config.Layers;
        Tensor[] kept = window.TakeActivations();
        Tensor[] saved = [.. ctx.get_saved_variables()];
        Tensor[] gradients = [.. grad_outputs];
        var results = (Tensor[])Compiled.Value.invoke(
            "backward_window", saved[..layers], saved[layers..(2 * layers)], saved[(3 * layers)..], saved[(2 * layers)..(3 * layers)],
            kept[..layers], kept[layers..((2 * layers) - 1)], kept[((2 * layers) - 1)..((3 * layers) - 1)], kept[((3 * layers) - 1)..],
            gradients[..layers], gradients[layers..], window.Slope, Silences(config));
        foreach (Tensor tensor in (Tensor[])[.. kept, .. saved, .. gradients]) tensor.Dispose();
        foreach (Tensor tensor in results[1..layers]) tensor.Dispose();
        return [null!, results[0], .. results[layers..]];
    }

    private static float Silences(ModelConfig config) => config.RecomputeBoundaryOnCopy ? 0 : 1;
}
