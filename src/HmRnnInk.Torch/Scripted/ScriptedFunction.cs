using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>The scripted HM-LSTM as one node of the autograd graph.</summary>
/// <remarks>
/// Lines are columns throughout. Arguments: the <see cref="ScriptedWindow"/>; the bottom layer's input W·x + b, [time, 4d + 1, batch]; h of each
/// layer before the window, c likewise, [d, batch]; U, V, W of each layer, [terms, 4d (+ 1), d]; the bias of each but the
/// bottom one, [4d (+ 1), 1], and of each one's top-down term but the top one's; and where lines have texts, the text window's weights, [3K, d], its bias, [3K, 1], and what
/// each layer reads of w, [4d (+ 1), alphabet]. Results: h of each layer, [time, d, batch]; then z of each layer with a detector, [time, 1, batch]; then w,
/// [time, alphabet, batch], where lines have texts.
/// </remarks>
internal sealed class ScriptedFunction : autograd.MultiTensorFunction<ScriptedFunction>
{
    private const string Window = "window";

    // Nothing else roots these until autograd has taken them, nor frees them then: on CUDA the thread is autograd's own, and has no scope.
    [ThreadStatic]
    private static Tensor[]? _handedOver;

    public override string Name => nameof(ScriptedFunction);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var window = (ScriptedWindow)vars[0];
        int layers = window.Config.Layers;
        Tensor[] arguments = [.. vars.Skip(1).Cast<Tensor>().Select(tensor => tensor.detach())];
        Tensor[] hiddenBefore = arguments[1..(1 + layers)], cellsBefore = arguments[(1 + layers)..(1 + (2 * layers))];
        Tensor[] weights = arguments[(1 + (2 * layers))..(1 + (3 * layers))], biases = arguments[(1 + (3 * layers))..(4 * layers)], flushBiases = arguments[(4 * layers)..((5 * layers) - 1)];
        Tensor[] ofText = arguments[((5 * layers) - 1)..];
        ScriptedWindow.Activations activations = HmLstmScript.Forward(window, arguments[0], hiddenBefore, cellsBefore, weights, biases, flushBiases, ofText);
        GC.KeepAlive(arguments);

        ctx.save_data(Window, window);
        window.Keep(activations);
        // Aliases: autograd makes its own what is returned, and the activations would then hold the graph that holds them.
        return [.. activations.Hidden.Concat(activations.Boundaries).Concat(activations.Written.Take(1)).Select(tensor => tensor.alias())];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        foreach (Tensor tensor in _handedOver ?? []) tensor.Dispose();
        var window = (ScriptedWindow)ctx.get_data(Window);
        ScriptedWindow.Activations activations = window.TakeActivations();
        _handedOver = HmLstmScript.Backward(window, activations, [.. grad_outputs]);
        activations.Dispose();
        foreach (Tensor tensor in grad_outputs) tensor.Dispose();
        return [null!, .. _handedOver];
    }
}
