using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The fused output module and head as one node of the autograd graph.</summary>
/// <remarks>
/// Arguments: the call (a <see cref="WindowCall{T}"/>), h of each layer, W^e of each layer, then the gates' weights, h^e's bias, the head's
/// weights and bias; and, if lines have texts, w of the text window and its weights. Result: the raw head.
/// </remarks>
internal sealed class OutputFunction : autograd.SingleTensorFunction<OutputFunction>
{
    private const string Call = "call";

    public override string Name => nameof(OutputFunction);

    public override unsafe Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (WindowCall<OutputWindow>)vars[0];
        OutputWindow window = call.Window;
        int layers = window.Config.Layers;
        Tensor[] arguments = [.. vars.Skip(1).Select(argument => ((Tensor)argument).contiguous())];
        nint[] pointers = [.. arguments.Select(argument => (nint)argument.Pointer())];
        ctx.save_data(Call, call);
        bool readsText = window.ReadsText;
        ctx.save_for_backward([.. arguments.Take(layers), arguments[2 * layers], .. readsText ? [arguments[^2]] : (Tensor[])[]]);

        window.Pack(pointers[layers..(2 * layers)], (float*)pointers[(2 * layers) + 2], readsText ? (float*)pointers[^1] : null);
        Tensor head = empty(window.Time, window.Batch, window.Config.HeadWidth);
        nint output = (nint)head.Pointer();
        window.ForRows((first, end) => new OutputPass(
            window, pointers[..layers], (float*)pointers[2 * layers], readsText ? (float*)pointers[^2] : null).Forward(
            first, end, (float*)pointers[(2 * layers) + 1], (float*)pointers[(2 * layers) + 3], (float*)output));
        GC.KeepAlive(arguments);
        return head;
    }

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var call = (WindowCall<OutputWindow>)ctx.get_data(Call);
        OutputWindow window = call.Window;
        ModelConfig config = window.Config;
        int layers = config.Layers;
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor headGradient = grad_output.contiguous();
        nint[] hidden = [.. saved.Take(layers).Select(tensor => (nint)tensor.Pointer())];
        bool readsText = window.ReadsText;
        nint gate = (nint)saved[layers].Pointer(), ofHead = (nint)headGradient.Pointer();
        nint text = readsText ? (nint)saved[^1].Pointer() : 0;
        int symbols = config.TextWindow?.Alphabet.Length ?? 0;

        Tensor[] gradients =
        [
            .. Enumerable.Range(0, layers).Select(_ => empty(window.Time, window.Batch, config.Hidden)),
            .. Enumerable.Range(0, layers).Select(_ => empty(config.OutputEmbedding, config.Hidden)),
            empty(layers, layers * config.Hidden),
            empty(config.OutputEmbedding),
            empty(config.HeadWidth, config.OutputEmbedding),
            empty(config.HeadWidth),
            .. readsText ? [empty(window.Time, window.Batch, symbols), empty(config.OutputEmbedding, symbols)] : (Tensor[])[],
        ];
        nint[] pointers = [.. gradients.Select(gradient => (nint)gradient.Pointer())];
        window.ForRows((first, end) =>
            new OutputPass(window, hidden, (float*)gate, (float*)text).Backward(
                first, end, (float*)ofHead, pointers[..layers], readsText ? (float*)pointers[^2] : null));
        nint[] ofWeights = pointers[(2 * layers)..];
        new OutputWeightGradients(window, hidden, (float*)ofHead, (float*)text).Run(
            pointers[layers..(2 * layers)], ofWeights[0], ofWeights[1], ofWeights[2], ofWeights[3], readsText ? ofWeights[^1] : 0);
        GC.KeepAlive(headGradient);
        GC.KeepAlive(saved);
        call.Release();
        return [null!, .. gradients];
    }
}
