using System.Collections.Concurrent;
using HmRnnInk.Torch.Fused;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The recurrent layers over a whole window as a single operation with its own backward pass, on the CPU. It computes the same as
/// <see cref="EagerHmLstm"/> or <see cref="EagerLstm"/>, but is several times as fast. The same input gives the same bits with any number
/// of cores.
/// </summary>
/// <remarks>
/// The returned state is detached from the graph. h and c of the given state get gradients, z does not. Buffers are reused between windows.
/// </remarks>
internal sealed class FusedRecurrence(ModelConfig config) : IRecurrence, IDisposable
{
    private readonly ConcurrentBag<RecurrentWindow> _free = [];

    /// <exception cref="ArgumentException">
    /// The window is not float32 on the CPU; a boundary of the state requires a gradient or is neither 0 nor 1; or the masks are not
    /// contiguous or have another shape.
    /// </exception>
    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        if (embedded.device_type != TorchSharp.DeviceType.CPU || embedded.dtype != ScalarType.Float32)
        {
            throw new ArgumentException(
                $"The window is {embedded.dtype} on {embedded.device}; the fused recurrence needs Float32 on the CPU.", nameof(embedded));
        }

        if (is_grad_enabled() && state.Boundaries.Any(boundary => boundary.requires_grad))
        {
            throw new ArgumentException(
                "A boundary before the window requires a gradient: detach it, or use the eager HM-LSTM.", nameof(state));
        }

        if (candidateMasks is not null && !candidateMasks.is_contiguous())
            throw new ArgumentException("The masks of the candidates are not contiguous.", nameof(candidateMasks));

        object[] arguments =
        [
            .. state.Hidden,
            .. state.CellState,
            .. Enumerable.Range(0, config.Layers).SelectMany(layer => (object[])
            [
                weights[$"layers.{layer}.recurrent.weight"],
                weights[$"layers.{layer}.bottom_up.weight"],
                config.HasDetector(layer) ? weights[$"layers.{layer}.top_down.weight"] : null!,
                weights[$"layers.{layer}.bias"],
                config.HasTopDownBias(layer) ? weights[$"layers.{layer}.top_down.bias"] : null!,
            ]),
        ];
        if (config.TextWindow is null) texts = null;
        Tensor[] textWeights = texts is null ? [] :
        [
            .. Enumerable.Range(0, config.Layers).Select(layer => weights[$"layers.{layer}.window.weight"]),
            weights["window.weight"],
            weights["window.bias"],
        ];
        bool differentiates = is_grad_enabled() && arguments.Append(embedded).OfType<Tensor>().Any(tensor => tensor.requires_grad);
        if (!_free.TryTake(out RecurrentWindow? window)) window = new(config);
        Tensor input = embedded.contiguous();
        window.Begin(input, state, slope, differentiates, candidateMasks, forcedBoundaries, texts);
        var call = new WindowCall<RecurrentWindow>(window, _free);
        List<Tensor> results = RecurrentFunction.apply([call, input, .. arguments, candidateMasks!, .. textWeights]);
        int detectors = results.Count - config.Layers - (texts is null ? 0 : 1);
        var output = new RecurrentOutput(
            [.. results.Take(config.Layers)], [.. results.Skip(config.Layers).Take(detectors)], window.End(state))
        {
            TextVector = texts is null ? null : results[^1],
        };
        if (!differentiates) call.Release();
        return output;
    }

    /// <summary>Frees the buffers that no window uses.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out RecurrentWindow? window)) window.Dispose();
    }
}
