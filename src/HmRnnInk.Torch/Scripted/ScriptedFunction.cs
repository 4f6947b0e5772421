using System.Collections.Concurrent;
using HmRnnInk.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>The scripted HM-LSTM as one node of the autograd graph.</summary>
/// <remarks>
/// Lines are columns throughout. Arguments: the <see cref="ScriptedWindow"/>; the bottom layer's input W·x + b, [time, 4d + 1, batch]; h of each
/// layer before the window, c likewise, [d, batch]; [U | V | W] of each layer; the bias of each but the bottom one, [4d (+ 1), 1]. Results: h of
/// each layer, [time, d, batch]; then z of each layer with a detector, [time, 1, batch].
/// </remarks>
internal sealed class ScriptedFunction : autograd.MultiTensorFunction<ScriptedFunction>
{
    // A compile error ends the process: this text is constant, and every branch of it is run by the tests. Layers differ in shape: the bottom
    // one has no product from below here, the top one no term from above and no detector; there z from below is a constant 1, z from above 0.
    // `kept` multiplies g, for each layer's steps one after another: [d, batch], or [1, batch] where all is kept.
    // `silences` is 1 where a layer that copies does not fire, so that its gates are shown what an UPDATE would read, and 0 where it may.
    // Lines are columns, so that the parts of a product are contiguous: others are not compiled into one kernel with what follows. Nor is
    // anything across an assignment to a list, so all that a step reads comes before all that it leaves. And what grows in a loop is a list of
    // known length from the start: lists of lists by append are miscompiled (libtorch 2.10: "list index out of range").
    private const string Source = """
        def forward_step(pre, cell, hidden, ended, below, kept, width: int):
            f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
            copies = (1 - ended) * (1 - below)
            mixed = torch.sigmoid(i) * torch.tanh(g) * kept + (1 - ended) * torch.sigmoid(f) * cell
            next_cell = (1 - copies) * mixed + copies * cell
            next_hidden = (1 - copies) * torch.sigmoid(o) * torch.tanh(next_cell) + copies * hidden
            return next_cell, next_hidden

        def fire(pre, ended, below, slope: float, silences: float, width: int):
            soft = pre.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
            return torch.gt(soft, 0.5).type_as(soft) * (1 - silences * (1 - ended) * (1 - below))

        def forward_window(
                bottom, kept, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor],
                weights: List[Tensor], biases: List[Tensor], slope: float, silences: float):
            rows = bottom.unbind(0)
            kept_over_time = kept.unbind(0)
            steps = len(rows)
            layers = len(weights)
            width = hidden_before[0].size(0)
            always = torch.ones_like(boundaries_before[0])
            never = torch.zeros_like(always)
            hidden = hidden_before.copy()
            cells = cells_before.copy()
            boundaries = boundaries_before + [never]
            pre_over_time = [always] * (layers * steps)
            hidden_over_time = [always] * (layers * steps)
            cells_over_time = [always] * (layers * steps)
            boundaries_over_time = [always] * (layers * steps)
            for step in range(steps):
                below = always
                for layer in range(layers):
                    at = layer * steps + step
                    own = hidden[layer]
                    cell = cells[layer]
                    ended = boundaries[layer]
                    if layer == 0:
                        pre = torch.addmm(rows[step], weights[0], torch.cat([own, ended * hidden[1]], 0))
                    elif layer < layers - 1:
                        shown = below + silences * (1 - ended) * (1 - below)
                        pre = torch.addmm(
                            biases[layer - 1], weights[layer], torch.cat([own, ended * hidden[layer + 1], shown * hidden[layer - 1]], 0))
                    else:
                        shown = below + silences * (1 - below)
                        pre = torch.addmm(biases[layer - 1], weights[layer], torch.cat([own, shown * hidden[layer - 1]], 0))
                    next_cell, next_hidden = forward_step(pre, cell, own, ended, below, kept_over_time[at], width)
                    if layer < layers - 1:
                        below = fire(pre, ended, below, slope, silences, width)
                        boundaries[layer] = below
                        boundaries_over_time[at] = below
                    cells[layer] = next_cell
                    hidden[layer] = next_hidden
                    pre_over_time[at] = pre
                    cells_over_time[at] = next_cell
                    hidden_over_time[at] = next_hidden
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

        def backward_step(pre, cell, next_cell, hidden, ended, below, kept, of_cell, of_later, of_result, width: int):
            f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
            f = torch.sigmoid(f)
            i = torch.sigmoid(i)
            o = torch.sigmoid(o)
            g = torch.tanh(g)
            of_hidden = of_later + of_result
            copies = (1 - ended) * (1 - below)
            flushed = i * g * kept
            updated = flushed + f * cell
            to_update = of_cell * (updated - cell) + of_hidden * (o * torch.tanh(updated) - hidden)
            to_flush = of_cell * (flushed - cell) + of_hidden * (o * torch.tanh(flushed) - hidden)
            squashed = torch.tanh(next_cell)
            of_output = (1 - copies) * of_hidden
            of_mixed = (1 - copies) * of_cell + of_output * o * (1 - squashed * squashed)
            of_kept = (1 - ended) * of_mixed
            of_f = of_kept * cell * f * (1 - f)
            of_i = of_mixed * kept * g * i * (1 - i)
            of_o = of_output * squashed * o * (1 - o)
            of_g = of_mixed * kept * i * (1 - g * g)
            return of_f, of_i, of_o, of_g, of_kept * f + copies * of_cell, copies * of_hidden, to_update, to_flush - below * to_update

        def backward_fire(pre, ended, below, of_later, of_result, slope: float, silences: float, width: int):
            soft = pre.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
            of_boundary = of_later + of_result
            inside = torch.ge(soft, 0).type_as(soft) * torch.le(soft, 1).type_as(soft)
            of_detector = of_boundary * (1 - silences * (1 - ended) * (1 - below)) * inside * (slope / 2)
            return of_detector, silences * torch.gt(soft, 0.5).type_as(soft) * of_boundary

        def backward_window(
                kept, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor], weights: List[Tensor],
                hidden: List[Tensor], boundaries: List[Tensor], cells: List[Tensor], pre: List[Tensor],
                of_hidden_asked: List[Tensor], of_boundaries_asked: List[Tensor], slope: float, silences: float):
            layers = len(weights)
            steps = pre[0].size(0)
            width = hidden_before[0].size(0)
            always = torch.ones_like(boundaries_before[0])
            never = torch.zeros_like(always)
            of_hidden = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
            of_cells = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
            of_boundaries = [never] * (layers - 1)
            transposed = [always] * layers
            for layer in range(layers):
                transposed[layer] = weights[layer].t()
            # Each layer's steps one after another.
            pre_over_time = torch.cat(pre[:-1]).unbind(0) + pre[layers - 1].unbind(0)
            cells_over_time = torch.cat(cells).unbind(0)
            hidden_over_time = torch.cat(hidden).unbind(0)
            boundaries_over_time = torch.cat(boundaries).unbind(0)
            of_hidden_over_time = torch.cat(of_hidden_asked).unbind(0)
            of_boundaries_over_time = torch.cat(of_boundaries_asked).unbind(0)
            kept_over_time = kept.unbind(0)
            of_pre = [never] * (layers * steps)
            for back in range(steps):
                step = steps - 1 - back
                for above in range(layers):
                    layer = layers - 1 - above
                    at = layer * steps + step
                    cell = cells_before[layer]
                    own = hidden_before[layer]
                    ended = never
                    if layer < layers - 1:
                        ended = boundaries_before[layer]
                    if step > 0:
                        cell = cells_over_time[at - 1]
                        own = hidden_over_time[at - 1]
                        if layer < layers - 1:
                            ended = boundaries_over_time[at - 1]
                    below = always
                    if layer > 0:
                        below = boundaries_over_time[at - steps]
                    pre_now = pre_over_time[at]
                    of_f, of_i, of_o, of_g, of_cell, of_copied, to_update, to_end = backward_step(
                        pre_now, cell, cells_over_time[at], own, ended, below, kept_over_time[at],
                        of_cells[layer], of_hidden[layer], of_hidden_over_time[at], width)
                    if layer == layers - 1:
                        of_gates = torch.cat([of_f, of_i, of_o, of_g], 0)
                        of_input = torch.mm(transposed[layer], of_gates)
                        of_own = of_copied + of_input.narrow(0, 0, width)
                        of_hidden_below = of_hidden[layer - 1] + below * of_input.narrow(0, width, width)
                        of_below = of_boundaries[layer - 1] + to_update.sum(0, True)
                        of_hidden[layer - 1] = of_hidden_below
                        of_boundaries[layer - 1] = of_below
                    else:
                        of_detector, fired = backward_fire(
                            pre_now, ended, below, of_boundaries[layer], of_boundaries_over_time[at], slope, silences, width)
                        of_gates = torch.cat([of_f, of_i, of_o, of_g, of_detector], 0)
                        of_input = torch.mm(transposed[layer], of_gates)
                        of_own = of_copied + of_input.narrow(0, 0, width)
                        of_hidden_above = of_hidden[layer + 1] + ended * of_input.narrow(0, width, width)
                        of_ended = to_end.sum(0, True) + (1 - below) * fired
                        if layer > 0:
                            of_hidden_below = of_hidden[layer - 1] + below * of_input.narrow(0, 2 * width, width)
                            of_below = of_boundaries[layer - 1] + (1 - ended) * (to_update.sum(0, True) + fired)
                            of_hidden[layer - 1] = of_hidden_below
                            of_boundaries[layer - 1] = of_below
                        of_hidden[layer + 1] = of_hidden_above
                        of_boundaries[layer] = of_ended
                    of_cells[layer] = of_cell
                    of_hidden[layer] = of_own
                    of_pre[at] = of_gates
            results: List[Tensor] = []
            for layer in range(layers):
                results.append(torch.stack(of_pre[layer * steps:(layer + 1) * steps]))
            for layer in range(layers):
                results.append(of_hidden[layer])
            for layer in range(layers):
                results.append(of_cells[layer])
            for layer in range(layers):
                inputs = [torch.cat([hidden_before[layer].unsqueeze(0), hidden[layer]]).narrow(0, 0, steps)]
                ended = never.unsqueeze(0)
                if layer < layers - 1:
                    ended = torch.cat([boundaries_before[layer].unsqueeze(0), boundaries[layer]]).narrow(0, 0, steps)
                    inputs.append(ended * torch.cat([hidden_before[layer + 1].unsqueeze(0), hidden[layer + 1]]).narrow(0, 0, steps))
                if layer > 0:
                    below = boundaries[layer - 1]
                    inputs.append((below + silences * (1 - ended) * (1 - below)) * hidden[layer - 1])
                # Over all steps and lines at once: [rows, time · batch] by [time · batch, inputs].
                of_rows = results[layer].transpose(0, 1).flatten(1)
                results.append(torch.mm(of_rows, torch.cat(inputs, 1).transpose(0, 1).flatten(1).t()))
            for layer in range(1, layers):
                results.append(results[layer].sum([0, 2]).unsqueeze(1))
            return results

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source));

    private const string Window = "window";

    private static readonly ConcurrentDictionary<(ModelConfig, int), bool> Warm = new();

    public override string Name => nameof(ScriptedFunction);

    /// <summary>
    /// Shows the compiler a small window before the first real one, once a process: what it compiled for the second size of a batch that it met ran
    /// in two thirds of the time of what it had compiled for the first (docs/log.md).
    /// </summary>
    public static void WarmUp(ModelConfig config, Device device)
    {
        if (!Warm.TryAdd((config, device.index), true)) return;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        const int steps = 2, lines = 3;
        int[] all = [.. Enumerable.Range(0, config.Layers)], detecting = all[..^1];
        Tensor[] state = Zeros(all, _ => config.Hidden), boundaries = Zeros(detecting, _ => 1);
        Tensor[] weights = [.. all.Select(layer => zeros(config.GateRows(layer), config.Hidden * (layer == 0 || layer == config.Layers - 1 ? 2 : 3), device: device))];
        Tensor[] biases = [.. all[1..].Select(layer => zeros(config.GateRows(layer), 1, device: device))];
        Tensor bottom = zeros(steps, config.GateRows(0), lines, device: device), kept = ones(config.Layers * steps, 1, lines, device: device);
        Tensor[] hidden = OverTime(all, _ => config.Hidden), fired = OverTime(detecting, _ => 1), pre = OverTime(all, config.GateRows);
        for (int run = 0; run < 3; run++) // watched, compiled, run
        {
            Compiled.Value.invoke("forward_window", bottom, kept, state, state, boundaries, weights, biases, 1f, Silences(config));
            Compiled.Value.invoke("backward_window", kept, state, state, boundaries, weights, hidden, fired, hidden, pre, hidden, fired, 1f, Silences(config));
        }

        Tensor[] Zeros(int[] layers, Func<int, int> rows) => [.. layers.Select(layer => zeros(rows(layer), lines, device: device))];
        Tensor[] OverTime(int[] layers, Func<int, int> rows) => [.. layers.Select(layer => zeros(steps, rows(layer), lines, device: device))];
    }

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var window = (ScriptedWindow)vars[0];
        ModelConfig config = window.Config;
        int layers = config.Layers;
        Tensor[] arguments = [.. vars.Skip(1).Cast<Tensor>().Select(tensor => tensor.detach())];
        Tensor[] hiddenBefore = arguments[1..(1 + layers)], cellsBefore = arguments[(1 + layers)..(1 + (2 * layers))];
        Tensor[] weights = arguments[(1 + (2 * layers))..(1 + (3 * layers))], biases = arguments[(1 + (3 * layers))..];
        var results = (Tensor[])Compiled.Value.invoke(
            "forward_window", arguments[0], window.Kept, hiddenBefore, cellsBefore, window.BoundariesBefore, weights, biases, window.Slope, Silences(config));

        ctx.save_data(Window, window);
        ctx.save_for_backward([.. hiddenBefore, .. cellsBefore, .. weights, .. window.BoundariesBefore, window.Kept]);
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
            "backward_window", saved[^1], saved[..layers], saved[layers..(2 * layers)], saved[(3 * layers)..^1], saved[(2 * layers)..(3 * layers)],
            kept[..layers], kept[layers..((2 * layers) - 1)], kept[((2 * layers) - 1)..((3 * layers) - 1)], kept[((3 * layers) - 1)..],
            gradients[..layers], gradients[layers..], window.Slope, Silences(config));
        foreach (Tensor tensor in (Tensor[])[.. kept, .. saved, .. gradients]) tensor.Dispose();
        window.KeepAlive(results);
        return [null!, results[0], .. results[layers..]];
    }

    private static float Silences(ModelConfig config) => config.RecomputeBoundaryOnCopy ? 0 : 1;
}
