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
        int taken = 1; // the first is W·x + b of the bottom layer
        Tensor[] hiddenBefore = Next(layers), cellsBefore = Next(layers), weights = Next(layers);
        Tensor[] biases = Next(layers - 1), flushBiases = Next(layers - 1), textWeights = arguments[taken..];
        ScriptedWindow.Activations activations =
            HmLstmScript.Forward(window, arguments[0], hiddenBefore, cellsBefore, weights, biases, flushBiases, textWeights);
        GC.KeepAlive(arguments);

        ctx.save_data(Window, window);
        window.Store(activations);
        // Returns aliases, because autograd attaches the graph to the returned tensors. The activations would then refer to the graph that
        // refers to them, and neither would be freed.
        Tensor[] results = [.. activations.Hidden, .. activations.Boundaries, .. activations.TextSteps.Take(1)];
        return [.. results.Select(tensor => tensor.alias())];

        Tensor[] Next(int count) => arguments[taken..(taken += count)];
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
