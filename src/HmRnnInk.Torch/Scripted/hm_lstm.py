# What reads a strided view is not compiled into one kernel with what follows: so lines are columns, which makes the parts of a product contiguous.
# Nor is anything across an assignment to a list: so all that a step reads comes before all that it leaves. And lists of lists that grow by append
# are miscompiled (libtorch 2.10: "list index out of range"): so what a step leaves goes into a list of full length, layer by layer.
#
# Layers differ in shape. The bottom one has no product from below here, and z below it is a constant 1; the top one has no term from above and no
# detector, and its own z is a constant 0. `silences` is 1 where a layer that copies does not fire, so that its gates are shown what an UPDATE would
# read, and 0 where it may. `masks` multiplies g: [layers * time, d, batch], or [layers * time, 1, batch] where nothing is left out.


def forward_step(pre, cell, hidden, ended_here, ended_below, mask, width: int):
    f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
    copies = (1 - ended_here) * (1 - ended_below)
    mixed = torch.sigmoid(i) * torch.tanh(g) * mask + (1 - ended_here) * torch.sigmoid(f) * cell
    next_cell = (1 - copies) * mixed + copies * cell
    next_hidden = (1 - copies) * torch.sigmoid(o) * torch.tanh(next_cell) + copies * hidden
    return next_cell, next_hidden


def fire(pre, ended_here, ended_below, slope: float, silences: float, width: int):
    soft = pre.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
    return torch.gt(soft, 0.5).type_as(soft) * (1 - silences * (1 - ended_here) * (1 - ended_below))


def forward_window(
        bottom, masks, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor],
        weights: List[Tensor], biases: List[Tensor], slope: float, silences: float):
    rows = bottom.unbind(0)
    masks_over_time = masks.unbind(0)
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
        ended_below = always
        for layer in range(layers):
            at = layer * steps + step
            own = hidden[layer]
            cell = cells[layer]
            ended_here = boundaries[layer]
            if layer == 0:
                pre = torch.addmm(rows[step], weights[0], torch.cat([own, ended_here * hidden[1]], 0))
            elif layer < layers - 1:
                shown = ended_below + silences * (1 - ended_here) * (1 - ended_below)
                pre = torch.addmm(
                    biases[layer - 1], weights[layer], torch.cat([own, ended_here * hidden[layer + 1], shown * hidden[layer - 1]], 0))
            else:
                shown = ended_below + silences * (1 - ended_below)
                pre = torch.addmm(biases[layer - 1], weights[layer], torch.cat([own, shown * hidden[layer - 1]], 0))
            next_cell, next_hidden = forward_step(pre, cell, own, ended_here, ended_below, masks_over_time[at], width)
            if layer < layers - 1:
                ended_below = fire(pre, ended_here, ended_below, slope, silences, width)
                boundaries[layer] = ended_below
                boundaries_over_time[at] = ended_below
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


def backward_step(pre, cell, next_cell, hidden, ended_here, ended_below, mask, of_cell, of_later, of_result, width: int):
    f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
    f = torch.sigmoid(f)
    i = torch.sigmoid(i)
    o = torch.sigmoid(o)
    g = torch.tanh(g)
    of_hidden = of_later + of_result
    copies = (1 - ended_here) * (1 - ended_below)
    flushed = i * g * mask
    updated = flushed + f * cell
    to_update = of_cell * (updated - cell) + of_hidden * (o * torch.tanh(updated) - hidden)
    to_flush = of_cell * (flushed - cell) + of_hidden * (o * torch.tanh(flushed) - hidden)
    squashed = torch.tanh(next_cell)
    of_output = (1 - copies) * of_hidden
    of_mixed = (1 - copies) * of_cell + of_output * o * (1 - squashed * squashed)
    of_carried = (1 - ended_here) * of_mixed
    of_f = of_carried * cell * f * (1 - f)
    of_i = of_mixed * mask * g * i * (1 - i)
    of_o = of_output * squashed * o * (1 - o)
    of_g = of_mixed * mask * i * (1 - g * g)
    return of_f, of_i, of_o, of_g, of_carried * f + copies * of_cell, copies * of_hidden, to_update, to_flush - ended_below * to_update


def backward_fire(pre, ended_here, ended_below, of_later, of_result, slope: float, silences: float, width: int):
    soft = pre.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
    of_boundary = of_later + of_result
    inside = torch.ge(soft, 0).type_as(soft) * torch.le(soft, 1).type_as(soft)
    of_detector = of_boundary * (1 - silences * (1 - ended_here) * (1 - ended_below)) * inside * (slope / 2)
    return of_detector, silences * torch.gt(soft, 0.5).type_as(soft) * of_boundary


def backward_window(
        masks, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor], weights: List[Tensor],
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
    masks_over_time = masks.unbind(0)
    of_pre = [never] * (layers * steps)
    for back in range(steps):
        step = steps - 1 - back
        for above in range(layers):
            layer = layers - 1 - above
            at = layer * steps + step
            cell = cells_before[layer]
            own = hidden_before[layer]
            ended_here = never
            if layer < layers - 1:
                ended_here = boundaries_before[layer]
            if step > 0:
                cell = cells_over_time[at - 1]
                own = hidden_over_time[at - 1]
                if layer < layers - 1:
                    ended_here = boundaries_over_time[at - 1]
            ended_below = always
            if layer > 0:
                ended_below = boundaries_over_time[at - steps]
            pre_now = pre_over_time[at]
            of_f, of_i, of_o, of_g, of_cell, of_copied, to_update, to_end = backward_step(
                pre_now, cell, cells_over_time[at], own, ended_here, ended_below, masks_over_time[at],
                of_cells[layer], of_hidden[layer], of_hidden_over_time[at], width)
            if layer == layers - 1:
                of_gates = torch.cat([of_f, of_i, of_o, of_g], 0)
                of_input = torch.mm(transposed[layer], of_gates)
                of_own = of_copied + of_input.narrow(0, 0, width)
                of_hidden_below = of_hidden[layer - 1] + ended_below * of_input.narrow(0, width, width)
                of_below = of_boundaries[layer - 1] + to_update.sum(0, True)
                of_hidden[layer - 1] = of_hidden_below
                of_boundaries[layer - 1] = of_below
            else:
                of_detector, fired = backward_fire(
                    pre_now, ended_here, ended_below, of_boundaries[layer], of_boundaries_over_time[at], slope, silences, width)
                of_gates = torch.cat([of_f, of_i, of_o, of_g, of_detector], 0)
                of_input = torch.mm(transposed[layer], of_gates)
                of_own = of_copied + of_input.narrow(0, 0, width)
                of_hidden_above = of_hidden[layer + 1] + ended_here * of_input.narrow(0, width, width)
                of_ended = to_end.sum(0, True) + (1 - ended_below) * fired
                if layer > 0:
                    of_hidden_below = of_hidden[layer - 1] + ended_below * of_input.narrow(0, 2 * width, width)
                    of_below = of_boundaries[layer - 1] + (1 - ended_here) * (to_update.sum(0, True) + fired)
                    of_hidden[layer - 1] = of_hidden_below
                    of_boundaries[layer - 1] = of_below
                of_hidden[layer + 1] = of_hidden_above
                of_boundaries[layer] = of_ended
            of_cells[layer] = of_cell
            of_hidden[layer] = of_own
            of_pre[at] = of_gates
    of_pre_together = [torch.stack(of_pre[layer * steps:(layer + 1) * steps]) for layer in range(layers)]
    results = [of_pre_together[0]]
    for layer in range(layers):
        results.append(of_hidden[layer])
    for layer in range(layers):
        results.append(of_cells[layer])
    for layer in range(layers):
        inputs = [torch.cat([hidden_before[layer].unsqueeze(0), hidden[layer]]).narrow(0, 0, steps)]
        ended_here = never.unsqueeze(0)
        if layer < layers - 1:
            ended_here = torch.cat([boundaries_before[layer].unsqueeze(0), boundaries[layer]]).narrow(0, 0, steps)
            inputs.append(ended_here * torch.cat([hidden_before[layer + 1].unsqueeze(0), hidden[layer + 1]]).narrow(0, 0, steps))
        if layer > 0:
            ended_below = boundaries[layer - 1]
            inputs.append((ended_below + silences * (1 - ended_here) * (1 - ended_below)) * hidden[layer - 1])
        # Over all steps and lines at once: [rows, time · batch] by [time · batch, inputs].
        of_rows = of_pre_together[layer].transpose(0, 1).flatten(1)
        results.append(torch.mm(of_rows, torch.cat(inputs, 1).transpose(0, 1).flatten(1).t()))
    for layer in range(1, layers):
        results.append(of_pre_together[layer].sum([0, 2]).unsqueeze(1))
    return results
