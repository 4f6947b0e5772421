using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The fused recurrence as one node of the autograd graph.</summary>
/// <remarks>
/// Arguments: the call (a <see cref="WindowCall{T}"/>), the embedded window, h of each layer before it, c likewise, then U, W, V (null
/// if the layer has none), bias and V's bias (or null) of each layer, and the masks of the candidates or null. Results: h of each layer,
/// then z of each layer with a detector.
/// </remarks>
internal sealed class RecurrentFunction : autograd.MultiTensorFunction<RecurrentFunction>
{
    private const string Call = "call";

    public override string Name => nameof(RecurrentFunction);

    public override unsafe List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (WindowCall<RecurrentWindow>)vars[0];
        RecurrentWindow window = call.Window;
        ModelConfig config = window.Config;
        ctx.save_data(Call, call);
        ctx.save_for_backward([.. new[] { vars[1], vars[^1] }.OfType<Tensor>()]); // keeps alive the memory that the window points to

        LayerTensors[] weights = [.. Enumerable.Range(0, config.Layers).Select(layer => Read(vars, 2 + (2 * config.Layers) + (5 * layer)))];
        Parallel.For(0, config.Layers, layer => window.Weights[layer].Pack(weights[layer], window.Differentiates));
        Tensor[] hidden = [.. weights.Select(_ => empty(window.Time, window.Batch, config.Hidden))];
        nint[] outputs = [.. hidden.Select(tensor => (nint)tensor.Pointer())];
        window.OverLines((first, lines) =>
        {
            if (config.Cell == Cell.HmLstm) new HmLstmForward(window, first, lines).Run(outputs);
            else new LstmForward(window, first, lines).Run(outputs);
        });
        int rows = window.Time * window.Batch;
        var boundaries = Enumerable.Range(0, config.Layers).Where(config.HasDetector).Select(layer =>
            RecurrentWindow.WriteBoundaries(window.Layers[layer].Boundaries.AsSpan(window.Batch, rows)).view(window.Time, window.Batch));
        return [.. hidden, .. boundaries];
    }

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var call = (WindowCall<RecurrentWindow>)ctx.get_data(Call);
        RecurrentWindow window = call.Window;
        ModelConfig config = window.Config;
        // Gradients can have any layout. They are zeros if nothing depends on a result.
        Tensor[] gradients = [.. grad_outputs.Select(gradient => gradient.contiguous())];
        nint[] pointers = [.. gradients.Select(gradient => (nint)gradient.Pointer())];
        Tensor embeddedGradient = empty(window.Time, window.Batch, config.Embedding);
        nint ofEmbedded = (nint)embeddedGradient.Pointer();
        window.OverLines((first, lines) =>
        {
            if (config.Cell == Cell.HmLstm)
                new HmLstmBackward(window, first, lines).Run(pointers[..config.Layers], pointers[config.Layers..], (float*)ofEmbedded);
            else new LstmBackward(window, first, lines).Run(pointers, (float*)ofEmbedded);
        });

        LayerTensors[] weights = [.. Enumerable.Range(0, config.Layers).Select(layer => new LayerTensors(
            empty(config.GateRows(layer), config.Hidden),
            empty(config.GateRows(layer), config.InputWidth(layer)),
            config.HasDetector(layer) ? empty(config.GateRows(layer), config.Hidden) : null,
            empty(config.GateRows(layer)),
            config.HasTopDownBias(layer) ? empty(config.GateRows(layer)) : null))];
        new RecurrentWeightGradients(window).Run(weights);
        GC.KeepAlive(gradients);
        Tensor[] ofState = window.StateGradients();
        call.Release();
        var ofWeights = weights.SelectMany(layer => (Tensor[])
            [layer.Recurrent, layer.BottomUp, layer.TopDown!, layer.Bias, layer.TopDownBias!]);
        return [null!, embeddedGradient, .. ofState, .. ofWeights, null!];
    }

    private static LayerTensors Read(object[] arguments, int first) => new(
        ((Tensor)arguments[first]).contiguous(),
        ((Tensor)arguments[first + 1]).contiguous(),
        ((Tensor?)arguments[first + 2])?.contiguous(),
        ((Tensor)arguments[first + 3]).contiguous(),
        ((Tensor?)arguments[first + 4])?.contiguous());
}
