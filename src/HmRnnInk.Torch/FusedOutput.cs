using System.Collections.Concurrent;
using HmRnnInk.Torch.Fused;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// The output module and the head as a single operation with its own backward pass, on the CPU. It computes the same as
/// <see cref="EagerOutput"/>.
/// </summary>
internal sealed class FusedOutput(ModelConfig config) : IOutputModule, IDisposable
{
    private readonly ConcurrentBag<OutputWindow> _free = [];

    public Tensor Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor[] hidden, Tensor? textVector = null)
    {
        Tensor[] arguments =
        [
            .. hidden.Select(values => values.contiguous()),
            .. Enumerable.Range(0, config.Layers).Select(layer => weights[$"output.{layer}.weight"]),
            weights["output.gate.weight"],
            weights["output.bias"],
            weights["head.weight"],
            weights["head.bias"],
            .. textVector is null ? [] : (Tensor[])[textVector.contiguous(), weights["output.window.weight"]],
        ];
        bool differentiates = is_grad_enabled() && arguments.Any(tensor => tensor.requires_grad);
        if (!_free.TryTake(out OutputWindow? window)) window = new(config);
        var call = new WindowCall<OutputWindow>(window, _free);
        window.Begin((int)hidden[0].shape[0], (int)hidden[0].shape[1], differentiates, readsText: textVector is not null);
        Tensor head = OutputFunction.apply([call, .. arguments]);
        if (!differentiates) call.Release();
        return head;
    }

    /// <summary>Frees the buffers that no window uses.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out OutputWindow? window)) window.Dispose();
    }
}
