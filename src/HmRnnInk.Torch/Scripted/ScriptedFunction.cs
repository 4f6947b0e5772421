using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>The scripted HM-LSTM as one node of the autograd graph.</summary>
/// <remarks>
/// The lines of a batch are the columns of all tensors. Arguments: the <see cref="ScriptedWindow"/>, then the arguments of
/// <see cref="HmLstmScript.Forward"/> in its order. Results: h of each layer, [time, d, batch], then z of each layer with a detector,
/// [time, 1, batch], and then w, [time, alphabet, batch], if lines have texts.
/// </remarks>
internal sealed class ScriptedFunction : autograd.MultiTensorFunction<ScriptedFunction>
{
    private const string Window = "window";

    // Keeps the gradients alive until autograd has taken them. They are disposed in the next backward pass, because on CUDA this runs on
    // a thread of autograd that has no dispose scope.
    [ThreadStatic]
    private static Tensor[]? _handedOver;

    public override string Name => nameof(ScriptedFunction);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var window = (ScriptedWindow)vars[0];
        int layers = window.Config.Layers;
        Tensor[] arguments = [.. vars.Skip(1).Cast<Tensor>().Select(tensor => tensor.detach())];
        Tensor[] hiddenBefore = arguments[1..(1 + layers)], cellsBefore = arguments[(1 + layers)..(1 + (2 * layers))];
        Tensor[] weights = arguments[(1 + (2 * layers))..(1 + (3 * layers))];
        Tensor[] biases = arguments[(1 + (3 * layers))..(4 * layers)], flushBiases = arguments[(4 * layers)..((5 * layers) - 1)];
        Tensor[] textWeights = arguments[((5 * layers) - 1)..];
        ScriptedWindow.Activations activations =
            HmLstmScript.Forward(window, arguments[0], hiddenBefore, cellsBefore, weights, biases, flushBiases, textWeights);
        GC.KeepAlive(arguments);

        ctx.save_data(Window, window);
        window.Store(activations);
        // Returns aliases, because autograd attaches the graph to the returned tensors. The activations would then refer to the graph that
        // refers to them, and neither would be freed.
        Tensor[] results = [.. activations.Hidden, .. activations.Boundaries, .. activations.TextSteps.Take(1)];
        return [.. results.Select(tensor => tensor.alias())];
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
