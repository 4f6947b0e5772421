# Three limits of the TorchScript compiler determine the form of this code:
# - An operation that reads a strided view is not fused with the operations after it. So the lines of a batch are columns, which makes the
#   parts of a product contiguous.
# - Operations before and after an assignment to a list are not fused. So a step first reads all its inputs and stores its results at the
#   end.
# - Lists of lists that grow by append are miscompiled (libtorch 2.10: "list index out of range"). So each layer stores its results in a
#   list that has its full length from the start.
#
# The layers differ in shape. The bottom layer has no product from below here: `bottom` is its W·x + b for all steps, and `biases` begins
# with layer 1. z below the bottom layer is a constant 1. The top layer has no term from above and no detector, and its own z is a
# constant 0. `weights` of a layer are the stacked weights of its terms U (recurrent), V (from above, not in the top layer) and W (from
# below, not in the bottom layer): [terms, rows, d]. One product computes all terms separately; UPDATE and FLUSH each add the terms that
# they use. `soft` is 1 if FLUSH keeps f·c, otherwise 0. `masks` are factors of g: [layers * time, d, batch], or [layers * time, 1, batch]
# without dropout.
#
# `text_vector` is w of the text window. The window of `forward_window` and `backward_window` is another one: a range of steps.
#
# `of_x` is the gradient of the loss with respect to x. `of_x_given` are the gradients that autograd passes in. `of_text_vector_next` is
# that of w as the bottom layer reads it at the next step. `to_update` and `to_flush` are ΔU and ΔF of docs/dev/fused-recurrence.md: the
# change of the loss if the layer did an UPDATE or a FLUSH instead of a COPY.
#
# `texts` is empty without texts. Otherwise it contains the characters as one-hot columns [batch, alphabet, characters], the positions
# [1, characters, 1], 1 where a text is visible [time, 1, batch], the text window's weights [3K, d] and bias [3K, 1], each layer's weights
# for w [rows, alphabet], and κ [K, batch] and w [alphabet, batch] before the window. `scale` is the factor of softplus(κ̂) in the movement
# of κ; `on_boundary` is 1 if κ moves only at boundaries, otherwise 0. `minimum_width` is the minimum β.


def forward_step(updating, flushing, cell, hidden, ended_here, ended_below, mask, soft: float, width: int):
    pre = ended_here * flushing + (1 - ended_here) * updating
    f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
    copies = (1 - ended_here) * (1 - ended_below)
    mixed = torch.sigmoid(i) * torch.tanh(g) * mask + (1 - (1 - soft) * ended_here) * torch.sigmoid(f) * cell
    next_cell = (1 - copies) * mixed + copies * cell
    next_hidden = (1 - copies) * torch.sigmoid(o) * torch.tanh(next_cell) + copies * hidden
    return next_cell, next_hidden


def fire(updating, flushing, ended_here, ended_below, slope: float, width: int):
    pre = ended_here * flushing.narrow(0, 4 * width, 1) + (1 - ended_here) * updating.narrow(0, 4 * width, 1)
    z = pre * (slope / 2) + 0.5
    return torch.gt(z, 0.5).type_as(z) * (1 - (1 - ended_here) * (1 - ended_below))


def softplus(value):
    return torch.relu(value) + torch.log1p(torch.exp(-torch.abs(value)))


def gaussians(parameters, kappas, positions, minimum_width: float):
    count = kappas.size(0)
    alpha = softplus(parameters.narrow(0, 0, count)).unsqueeze(1)
    beta = torch.clamp(softplus(parameters.narrow(0, count, count)), min=minimum_width).unsqueeze(1)
    quotient = (kappas.unsqueeze(1) - positions) / beta
    return alpha, quotient, torch.exp(-quotient * quotient * beta)


def move_text_window(hidden, moves, kappas, visible, texts: List[Tensor], scale: float, minimum_width: float):
    one_hot, positions, weight, bias = texts[0], texts[1], texts[3], texts[4]
    parameters = torch.mm(weight, hidden) + bias
    count = kappas.size(0)
    next_kappas = kappas + softplus(parameters.narrow(0, 2 * count, count)) * (scale * visible * moves)
    alpha, quotient, height = gaussians(parameters, next_kappas, positions, minimum_width)
    density = (alpha * height).sum(0)
    text_vector = torch.bmm(one_hot, density.t().unsqueeze(2)).squeeze(2).t() * visible
    return parameters, next_kappas, text_vector


def move_text_window_back(
        parameters, kappas, visible, moves, of_text_vector, of_kappas, texts: List[Tensor], scale: float, minimum_width: float):
    one_hot, positions = texts[0], texts[1]
    count = kappas.size(0)
    of_density = torch.bmm(one_hot.transpose(1, 2), (of_text_vector * visible).t().unsqueeze(2)).squeeze(2).t()
    alpha, quotient, height = gaussians(parameters, kappas, positions, minimum_width)
    of_height = of_density.unsqueeze(0) * height
    widths = parameters.narrow(0, count, count)
    advances = parameters.narrow(0, 2 * count, count)
    of_alpha = of_height.sum(1) * torch.sigmoid(parameters.narrow(0, 0, count))
    inside = torch.gt(softplus(widths), minimum_width).type_as(widths)
    of_beta = (of_height * alpha * quotient * quotient).sum(1) * torch.sigmoid(widths) * inside
    of_kappas_now = of_kappas - 2 * (of_height * alpha * quotient).sum(1)
    of_advances = of_kappas_now * (scale * visible)
    of_parameters = torch.cat([of_alpha, of_beta, of_advances * moves * torch.sigmoid(advances)], 0)
    return of_parameters, of_kappas_now, (of_advances * softplus(advances)).sum(0, True)


# A tensor [time, ...] for each layer, from a list with all steps of the first layer, then all steps of the second layer, and so on.
def of_each_layer(over_time: List[Tensor], steps: int, layers: int):
    return [torch.stack(over_time[layer * steps:(layer + 1) * steps]) for layer in range(layers)]


# The values at the previous step, for all steps: [time, ...].
def previous(before, over_time):
    return torch.cat([before.unsqueeze(0), over_time]).narrow(0, 0, over_time.size(0))


# Σ left·right over all steps and lines, as one product: [rows, time · batch] times [time · batch, columns].
def sum_of_products(left, right):
    return torch.mm(left.transpose(0, 1).flatten(1), right.transpose(0, 1).flatten(1).t())


def forward_window(
        bottom, masks, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor],
        weights: List[Tensor], biases: List[Tensor], flush_biases: List[Tensor], texts: List[Tensor],
        slope: float, soft: float, scale: float, on_boundary: float, minimum_width: float):
    bottom_over_time = bottom.unbind(0)
    masks_over_time = masks.unbind(0)
    steps = len(bottom_over_time)
    layers = len(weights)
    width = hidden_before[0].size(0)
    always = torch.ones_like(boundaries_before[0])
    never = torch.zeros_like(always)
    hidden = hidden_before.copy()
    cells = cells_before.copy()
    boundaries = boundaries_before + [never]
    updating_over_time = [always] * (layers * steps)
    flushing_over_time = [always] * (layers * steps)
    hidden_over_time = [always] * (layers * steps)
    cells_over_time = [always] * (layers * steps)
    boundaries_over_time = [always] * (layers * steps)
    has_texts = len(texts) > 0
    text_weights = texts[5:5 + layers]
    text_vector = always  # not used without texts
    kappas = always
    if has_texts:
        kappas = texts[-2]
        text_vector = texts[-1]
    text_vectors_over_time = [always] * steps
    kappas_over_time = [always] * steps
    parameters_over_time = [always] * steps
    for step in range(steps):
        ended_below = always
        for layer in range(layers):
            at = layer * steps + step
            own = hidden[layer]
            cell = cells[layer]
            ended_here = boundaries[layer]
            if layer == 0:
                terms = torch.bmm(weights[0], torch.stack([own, hidden[1]]))
                updating = terms[0] + bottom_over_time[step]
                flushing = updating + terms[1] + flush_biases[0]
            elif layer < layers - 1:
                terms = torch.bmm(weights[layer], torch.stack([own, hidden[layer + 1], hidden[layer - 1]]))
                updating = terms[0] + terms[2] + biases[layer - 1]
                flushing = terms[0] + terms[1] + ended_below * terms[2] + biases[layer - 1] + flush_biases[layer]
            else:
                terms = torch.bmm(weights[layer], torch.stack([own, hidden[layer - 1]]))
                updating = terms[0] + terms[1] + biases[layer - 1]
                flushing = updating
            if has_texts:
                text_term = torch.mm(text_weights[layer], text_vector)
                updating = updating + text_term
                flushing = flushing + text_term
            next_cell, next_hidden = forward_step(updating, flushing, cell, own, ended_here, ended_below, masks_over_time[at], soft, width)
            if layer < layers - 1:
                ended_below = fire(updating, flushing, ended_here, ended_below, slope, width)
                boundaries[layer] = ended_below
                boundaries_over_time[at] = ended_below
            cells[layer] = next_cell
            hidden[layer] = next_hidden
            updating_over_time[at] = updating
            flushing_over_time[at] = flushing
            cells_over_time[at] = next_cell
            hidden_over_time[at] = next_hidden
            if has_texts and layer == 0:
                moves = 1 - on_boundary * (1 - ended_below)
                parameters, kappas, text_vector = move_text_window(
                    next_hidden, moves, kappas, texts[2][step], texts, scale, minimum_width)
                text_vectors_over_time[step] = text_vector
                kappas_over_time[step] = kappas
                parameters_over_time[step] = parameters
    results = of_each_layer(hidden_over_time, steps, layers) + of_each_layer(boundaries_over_time, steps, layers - 1)
    results = results + of_each_layer(cells_over_time, steps, layers)
    results = results + of_each_layer(updating_over_time, steps, layers) + of_each_layer(flushing_over_time, steps, layers)
    if has_texts:
        results.append(torch.stack(text_vectors_over_time))
        results.append(torch.stack(kappas_over_time))
        results.append(torch.stack(parameters_over_time))
    return results


# The change of the loss if the layer wrote with the pre-activations `pre` instead of copying, for each unit.
def loss_difference(pre, cell, hidden, mask, keeps: float, of_cell, of_hidden, width: int):
    f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
    next_cell = torch.sigmoid(i) * torch.tanh(g) * mask + keeps * torch.sigmoid(f) * cell
    return of_cell * (next_cell - cell) + of_hidden * (torch.sigmoid(o) * torch.tanh(next_cell) - hidden)


def backward_step(updating, flushing, cell, next_cell, ended_here, ended_below, mask, of_cell, of_hidden, soft: float, width: int):
    pre = ended_here * flushing + (1 - ended_here) * updating
    f, i, o, g = pre.narrow(0, 0, 4 * width).chunk(4, 0)
    f = torch.sigmoid(f)
    i = torch.sigmoid(i)
    o = torch.sigmoid(o)
    g = torch.tanh(g)
    copies = (1 - ended_here) * (1 - ended_below)
    tanh_cell = torch.tanh(next_cell)
    of_output = (1 - copies) * of_hidden
    of_mixed = (1 - copies) * of_cell + of_output * o * (1 - tanh_cell * tanh_cell)
    of_carried = (1 - (1 - soft) * ended_here) * of_mixed
    of_f = of_carried * cell * f * (1 - f)
    of_i = of_mixed * mask * g * i * (1 - i)
    of_o = of_output * tanh_cell * o * (1 - o)
    of_g = of_mixed * mask * i * (1 - g * g)
    return of_f, of_i, of_o, of_g, of_carried * f + copies * of_cell, copies * of_hidden


def backward_fire(updating, flushing, ended_here, ended_below, of_boundary, slope: float, width: int):
    z_updating = updating.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
    z_flushing = flushing.narrow(0, 4 * width, 1) * (slope / 2) + 0.5
    z = ended_here * z_flushing + (1 - ended_here) * z_updating
    inside = torch.ge(z, 0).type_as(z) * torch.le(z, 1).type_as(z)
    of_detector = of_boundary * (1 - (1 - ended_here) * (1 - ended_below)) * inside * (slope / 2)
    # The parts of ΔU and ΔF that come from the layer's own boundary.
    fired_updating = torch.gt(z_updating, 0.5).type_as(z) * of_boundary
    fired_flushing = torch.gt(z_flushing, 0.5).type_as(z) * of_boundary
    return of_detector, fired_updating, fired_flushing


def backward_window(
        masks, hidden_before: List[Tensor], cells_before: List[Tensor], boundaries_before: List[Tensor], weights: List[Tensor],
        hidden: List[Tensor], boundaries: List[Tensor], cells: List[Tensor], updating: List[Tensor], flushing: List[Tensor],
        of_hidden_given: List[Tensor], of_boundaries_given: List[Tensor], texts: List[Tensor], text_steps: List[Tensor],
        slope: float, soft: float, scale: float, on_boundary: float, minimum_width: float):
    layers = len(weights)
    steps = updating[0].size(0)
    width = hidden_before[0].size(0)
    always = torch.ones_like(boundaries_before[0])
    never = torch.zeros_like(always)
    of_hidden = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
    of_cells = torch.zeros_like(torch.stack(hidden_before)).unbind(0)
    of_boundaries = [never] * (layers - 1)
    transposed = [weight.transpose(1, 2) for weight in weights]
    # In the order of `of_each_layer`.
    updating_over_time = torch.cat(updating[:-1]).unbind(0) + updating[layers - 1].unbind(0)
    flushing_over_time = torch.cat(flushing[:-1]).unbind(0) + flushing[layers - 1].unbind(0)
    cells_over_time = torch.cat(cells).unbind(0)
    hidden_over_time = torch.cat(hidden).unbind(0)
    boundaries_over_time = torch.cat(boundaries).unbind(0)
    of_hidden_over_time = torch.cat(of_hidden_given).unbind(0)
    of_boundaries_over_time = torch.cat(of_boundaries_given).unbind(0)
    masks_over_time = masks.unbind(0)
    of_pre = [never] * (layers * steps)
    # `text_steps` is empty without texts, else w, κ and the parameters of all steps, and the gradient of w that autograd passes in.
    has_texts = len(texts) > 0
    text_weights = texts[5:5 + layers]
    of_parameters = [never] * steps
    of_text_vector_next = never
    of_text_vector = never
    of_kappas = never
    if has_texts:
        of_text_vector_next = torch.zeros_like(texts[-1])
        of_kappas = torch.zeros_like(texts[-2])
    for back in range(steps):
        step = steps - 1 - back
        if has_texts:
            of_text_vector = of_text_vector_next + text_steps[3][step]
        for above in range(layers):
            layer = layers - 1 - above
            at = layer * steps + step
            if has_texts and layer == 0:
                moves = 1 - on_boundary * (1 - boundaries_over_time[step])
                of_parameters_now, of_kappas, of_moves = move_text_window_back(
                    text_steps[2][step], text_steps[1][step], texts[2][step], moves, of_text_vector, of_kappas, texts, scale, minimum_width)
                of_parameters[step] = of_parameters_now
                of_hidden[0] = of_hidden[0] + torch.mm(texts[3].t(), of_parameters_now)
                of_boundaries[0] = of_boundaries[0] + on_boundary * of_moves
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
            updating_now = updating_over_time[at]
            flushing_now = flushing_over_time[at]
            mask = masks_over_time[at]
            of_cell_now = of_cells[layer]
            of_hidden_now = of_hidden[layer] + of_hidden_over_time[at]
            to_update = loss_difference(updating_now, cell, own, mask, 1.0, of_cell_now, of_hidden_now, width).sum(0, True)
            of_f, of_i, of_o, of_g, of_cell, of_copied = backward_step(
                updating_now, flushing_now, cell, cells_over_time[at], ended_here, ended_below, mask, of_cell_now, of_hidden_now, soft,
                width)
            if layer == layers - 1:
                of_gates = torch.cat([of_f, of_i, of_o, of_g], 0)
                of_inputs = torch.bmm(transposed[layer], of_gates.unsqueeze(0).expand(2, -1, -1))
                of_hidden_before_step = of_copied + of_inputs[0]
                of_hidden_below = of_hidden[layer - 1] + ended_below * of_inputs[1]
                of_boundary_below = of_boundaries[layer - 1] + to_update
                of_hidden[layer - 1] = of_hidden_below
                of_boundaries[layer - 1] = of_boundary_below
            else:
                of_boundary = of_boundaries[layer] + of_boundaries_over_time[at]
                of_detector, fired_updating, fired_flushing = backward_fire(
                    updating_now, flushing_now, ended_here, ended_below, of_boundary, slope, width)
                to_flush = loss_difference(flushing_now, cell, own, mask, soft, of_cell_now, of_hidden_now, width).sum(0, True)
                to_flush = to_flush + fired_flushing
                to_update = to_update + fired_updating
                of_boundary_before = to_flush - ended_below * to_update
                of_gates = torch.cat([of_f, of_i, of_o, of_g, of_detector], 0)
                of_inputs = torch.bmm(transposed[layer], of_gates.unsqueeze(0).expand(transposed[layer].size(0), -1, -1))
                of_hidden_before_step = of_copied + of_inputs[0]
                of_hidden_above = of_hidden[layer + 1] + ended_here * of_inputs[1]
                if layer > 0:
                    of_hidden_below = of_hidden[layer - 1] + ended_below * of_inputs[2]
                    of_boundary_below = of_boundaries[layer - 1] + (1 - ended_here) * to_update
                    of_hidden[layer - 1] = of_hidden_below
                    of_boundaries[layer - 1] = of_boundary_below
                of_hidden[layer + 1] = of_hidden_above
                of_boundaries[layer] = of_boundary_before
            of_cells[layer] = of_cell
            of_hidden[layer] = of_hidden_before_step
            of_pre[at] = of_gates
            if has_texts:
                of_text_vector_here = torch.mm(text_weights[layer].t(), of_gates)
                if layer == 0:
                    of_text_vector_next = of_text_vector_here
                else:
                    of_text_vector = of_text_vector + of_text_vector_here
    of_pre_together = of_each_layer(of_pre, steps, layers)
    ended_over_time = [previous(boundaries_before[layer], boundaries[layer]) for layer in range(layers - 1)]
    results = [of_pre_together[0]] + of_hidden + of_cells
    for layer in range(layers):
        inputs = [previous(hidden_before[layer], hidden[layer])]
        if layer < layers - 1:
            inputs.append(ended_over_time[layer] * previous(hidden_before[layer + 1], hidden[layer + 1]))
        if layer > 0:
            inputs.append(boundaries[layer - 1] * hidden[layer - 1])
        results.append(torch.stack([sum_of_products(of_pre_together[layer], term) for term in inputs]))
    for layer in range(1, layers):
        results.append(of_pre_together[layer].sum([0, 2]).unsqueeze(1))
    for layer in range(layers - 1):
        results.append((ended_over_time[layer] * of_pre_together[layer]).sum([0, 2]).unsqueeze(1))
    if has_texts:
        together = torch.stack(of_parameters)
        results.append(sum_of_products(together, hidden[0]))
        results.append(together.sum([0, 2]).unsqueeze(1))
        for layer in range(layers):
            read = previous(texts[-1], text_steps[0]) if layer == 0 else text_steps[0]
            results.append(sum_of_products(of_pre_together[layer], read))
    return results
