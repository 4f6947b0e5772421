using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>
/// The HM-LSTM over a window as one operation with its own backward pass. Both loops over time are in TorchScript, which compiles the
/// pointwise operations between two matrix products into one kernel. It is for CUDA, which <see cref="FusedRecurrence"/> does not support.
/// It also runs on the CPU, where it is tested. The equations are in docs/dev/fused-recurrence.md.
/// </summary>
/// <remarks>The returned state is detached from the graph. Of the given state, h and c get gradients and z does not.</remarks>
internal sealed class ScriptedHmLstm(ModelConfig config) : IRecurrence
{
    /// <exception cref="ArgumentException">Boundaries are forced, or a boundary of the state requires a gradient.</exception>
    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        if (forcedBoundaries is not null)
            throw new ArgumentException("The scripted recurrence does not support forced boundaries. Use the fused recurrence on the CPU.");
        if (is_grad_enabled() && state.Boundaries.Any(boundary => boundary.requires_grad))
        {
            throw new ArgumentException(
                "A boundary before the window requires a gradient. Detach it or use the eager HM-LSTM.", nameof(state));
        }

        if (embedded.device_type == TorchSharp.DeviceType.CUDA) HmLstmScript.WarmUp(config, embedded.device);
        (int layers, long time, long batch) = (config.Layers, embedded.shape[0], embedded.shape[1]);
        Tensor masks = candidateMasks is null // [layers · time, d or 1, batch]
            ? ones(1, 1, batch, device: embedded.device).expand(layers * time, 1, batch)
            : candidateMasks.narrow(3, 0, config.Hidden).transpose(2, 3).contiguous().flatten(0, 1);
        Tensor bottom = weights["layers.0.bottom_up.weight"].matmul(embedded.transpose(1, 2)) + Column(weights["layers.0.bias"]);
        Tensor[] arguments =
        [
            bottom, // [time, 4d + 1, batch]
            .. state.Hidden.Select(Columns), // [d, batch] for each layer
            .. state.CellState.Select(Columns),
            .. Enumerable.Range(0, layers).Select(layer => Combine(weights, layer)),
            .. Enumerable.Range(1, layers - 1).Select(layer => Column(weights[$"layers.{layer}.bias"])),
            .. Enumerable.Range(0, layers - 1).Select(layer => config.HasTopDownBias(layer)
                ? Column(weights[$"layers.{layer}.top_down.bias"]) : zeros(config.GateRows(layer), 1, device: embedded.device)),
        ];
        if (config.TextWindow is null) texts = null;
        Tensor[] textWeights = texts is null ? [] :
        [
            weights["window.weight"],
            Column(weights["window.bias"]),
            .. Enumerable.Range(0, layers).Select(layer => weights[$"layers.{layer}.window.weight"]),
        ];
        bool differentiates = is_grad_enabled() && arguments.Any(tensor => tensor.requires_grad);
        var window = new ScriptedWindow(config, slope, [.. state.Boundaries.Select(Columns)], masks,
            texts is null ? null : ScriptedTexts.Of(config.TextWindow!, texts, state), differentiates);
        List<Tensor> results = ScriptedFunction.apply([window, .. arguments, .. textWeights]);
        Tensor[] hidden = [.. results.Take(layers).Select(columns => columns.transpose(1, 2))];
        Tensor[] boundaries = [.. results.Skip(layers).Take(layers - 1).Select(columns => columns.squeeze(1))];
        return new(
            hidden,
            boundaries,
            state.After(
                [.. hidden.Select(Last)],
                [.. window.CellsAfter.Select(columns => columns.t())],
                [.. boundaries.Select(tensor => Last(tensor).unsqueeze(1))],
                window.TextAfter?.Kappas.t(),
                window.TextAfter?.TextVector.t()))
        {
            TextVector = texts is null ? null : results[^1].transpose(1, 2),
        };

        static Tensor Column(Tensor bias) => bias.unsqueeze(1);
        static Tensor Columns(Tensor rows) => rows.t().contiguous();
        static Tensor Last(Tensor overTime) => overTime.select(0, overTime.shape[0] - 1).detach();
    }

    /// <summary>
    /// U (recurrent), V (top-down) and W (bottom-up) of a layer, as far as it has them: [terms, rows, d], so that a step needs only one
    /// matrix product. W of the bottom layer is not included: it is applied to all steps at once.
    /// </summary>
    private Tensor Combine(IReadOnlyDictionary<string, Tensor> weights, int layer)
    {
        var parts = new List<Tensor>(3) { weights[$"layers.{layer}.recurrent.weight"] };
        if (config.HasDetector(layer)) parts.Add(weights[$"layers.{layer}.top_down.weight"]);
        if (layer > 0) parts.Add(weights[$"layers.{layer}.bottom_up.weight"]);
        return stack(parts);
    }
}
