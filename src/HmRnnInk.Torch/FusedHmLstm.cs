using System.Collections.Concurrent;
using HmRnnInk.Model;
using HmRnnInk.Torch.Fused;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The HM-LSTM over a whole window as one operation with its own backward pass, on the CPU: what <see cref="EagerHmLstm"/> computes, in a
/// fraction of the time. The same input gives the same bits, on any number of cores.
/// </summary>
/// <remarks>
/// The state it returns is cut off from the graph, and the state it takes gets no gradient. Memory is kept from window to window.
/// </remarks>
public sealed class FusedHmLstm : IRecurrence, IDisposable
{
    private readonly ModelConfig _config;
    private readonly ConcurrentBag<HmLstmWindow> _free = [];

    /// <exception cref="ArgumentException">The model's cell is another.</exception>
    public FusedHmLstm(ModelConfig config)
    {
        if (config.Cell != Cell.HmLstm) throw new ArgumentException($"The cell is {config.Cell}; this is for HmLstm.", nameof(config));
        _config = config;
    }

    /// <exception cref="ArgumentException">The window is not float32 on the CPU, or the state requires a gradient or has a boundary
    /// other than 0 and 1.</exception>
    public RecurrentOutput Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope)
    {
        if (embedded.device_type != TorchSharp.DeviceType.CPU || embedded.dtype != ScalarType.Float32)
        {
            throw new ArgumentException(
                $"The window is {embedded.dtype} on {embedded.device}; the fused HM-LSTM takes Float32 on the CPU.", nameof(embedded));
        }

        Tensor[] before = [.. state.Hidden, .. state.CellState, .. state.Boundaries];
        if (is_grad_enabled() && before.Any(tensor => tensor.requires_grad))
        {
            throw new ArgumentException(
                "The state before the window requires a gradient: detach it, or use the eager HM-LSTM.", nameof(state));
        }

        object[] arguments = [.. Enumerable.Range(0, _config.Layers).SelectMany(layer => (object[])
        [
            weights[$"layers.{layer}.recurrent.weight"],
            weights[$"layers.{layer}.bottom_up.weight"],
            _config.HasDetector(layer) ? weights[$"layers.{layer}.top_down.weight"] : null!,
            weights[$"layers.{layer}.bias"],
        ])];
        bool differentiates = is_grad_enabled() && arguments.Append(embedded).OfType<Tensor>().Any(tensor => tensor.requires_grad);
        if (!_free.TryTake(out HmLstmWindow? window)) window = new(_config);
        Tensor input = embedded.contiguous();
        window.Begin(input, state, slope, differentiates);
        var call = new WindowCall<HmLstmWindow>(window, _free);
        List<Tensor> results = HmLstmFunction.apply([call, input, .. arguments]);
        var output = new RecurrentOutput([.. results.Take(_config.Layers)], [.. results.Skip(_config.Layers)], window.End());
        if (!differentiates) call.Release();
        return output;
    }

    /// <summary>Frees the memory kept for further windows.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out HmLstmWindow? window)) window.Dispose();
    }
}
