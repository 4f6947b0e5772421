using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>The fused recurrence as one node of the autograd graph.</summary>
/// <remarks>
/// Arguments: the call (a <see cref="WindowCall{T}"/>), the embedded window, h of each layer before it, c likewise, then U, W, V (null
/// if the layer has none), bias and V's bias (or null) of each layer, and the masks of the candidates or null. If lines have texts, then
/// the weights of w in each layer, and the weights and the bias of the text window. Results: h of each layer, then z of each layer with a
/// detector, and then w of the text window if lines have texts.
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
        int masksIndex = 2 + (7 * config.Layers);
        ctx.save_for_backward([.. new[] { vars[1], vars[masksIndex] }.OfType<Tensor>()]); // keeps their memory alive for the window

        LayerTensors[] weights =
            [.. Enumerable.Range(0, config.Layers).Select(layer => ReadLayer(vars, 2 + (2 * config.Layers) + (5 * layer)))];
        Parallel.For(0, config.Layers, layer => window.Weights[layer].Pack(weights[layer], window.Differentiates));
        if (window.Text is { } text)
        {
            Tensor[] textWeights = [.. vars.Skip(masksIndex + 1).Select(tensor => ((Tensor)tensor).contiguous())];
            text.Packed.Pack(textWeights[..config.Layers], textWeights[^2], textWeights[^1]);
            GC.KeepAlive(textWeights);
        }

        Tensor[] hidden = [.. weights.Select(_ => empty(window.Time, window.Batch, config.Hidden))];
        nint[] outputs = [.. hidden.Select(tensor => (nint)tensor.Pointer())];
        window.ForLines((first, lines) =>
        {
            if (config.Cell == Cell.HmLstm) new HmLstmForward(window, first, lines).Run(outputs);
            else new LstmForward(window, first, lines).Run(outputs);
        });
        int rows = window.Time * window.Batch;
        var boundaries = window.Layers[..config.Detectors].Select(layer =>
            RecurrentWindow.WriteBoundaries(layer.Boundaries.AsSpan(window.Batch, rows)).view(window.Time, window.Batch));
        Tensor[] textVectors = window.Text is null
            ? [] : [window.Text.WriteTextVectors(window.Batch, rows).view(window.Time, window.Batch, -1)];
        return [.. hidden, .. boundaries, .. textVectors];
    }

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var call = (WindowCall<RecurrentWindow>)ctx.get_data(Call);
        RecurrentWindow window = call.Window;
        ModelConfig config = window.Config;
        // Gradients can have any layout. They are zeros if nothing depends on a result.
        Tensor[] gradients = [.. grad_outputs.Select(gradient => gradient.contiguous())];
        nint[] pointers = [.. gradients.Select(gradient => (nint)gradient.Pointer())];
        nint ofTextVectors = window.Text is null ? 0 : pointers[^1];
        Tensor embeddedGradient = empty(window.Time, window.Batch, config.Embedding);
        nint ofEmbedded = (nint)embeddedGradient.Pointer();
        window.ForLines((first, lines) =>
        {
            if (config.Cell == Cell.HmLstm)
            {
                new HmLstmBackward(window, first, lines).Run(
                    pointers[..config.Layers], pointers[config.Layers..], (float*)ofEmbedded, (float*)ofTextVectors);
            }
            else
            {
                new LstmBackward(window, first, lines).Run(pointers, (float*)ofEmbedded, (float*)ofTextVectors);
            }
        });

        LayerTensors[] weightGradients = [.. Enumerable.Range(0, config.Layers).Select(layer => new LayerTensors(
            empty(config.GateRows(layer), config.Hidden),
            empty(config.GateRows(layer), config.InputWidth(layer)),
            config.HasDetector(layer) ? empty(config.GateRows(layer), config.Hidden) : null,
            empty(config.GateRows(layer)),
            config.HasTopDownBias(layer) ? empty(config.GateRows(layer)) : null))];
        Tensor[] textGradients = window.Text is null ? [] :
        [
            .. Enumerable.Range(0, config.Layers).Select(layer => empty(config.GateRows(layer), config.TextWindow!.Alphabet.Length)),
            empty(config.TextWindow!.ParameterWidth, config.Hidden),
            empty(config.TextWindow.ParameterWidth),
        ];
        new RecurrentWeightGradients(window).Run(weightGradients, textGradients);
        GC.KeepAlive(gradients);
        Tensor[] ofState = window.StateGradients();
        call.Release();
        var ofWeights = weightGradients.SelectMany(layer => (Tensor[])
            [layer.Recurrent, layer.BottomUp, layer.TopDown!, layer.Bias, layer.TopDownBias!]);
        return [null!, embeddedGradient, .. ofState, .. ofWeights, null!, .. textGradients];
    }

    private static LayerTensors ReadLayer(object[] arguments, int first) => new(
        ((Tensor)arguments[first]).contiguous(),
        ((Tensor)arguments[first + 1]).contiguous(),
        ((Tensor?)arguments[first + 2])?.contiguous(),
        ((Tensor)arguments[first + 3]).contiguous(),
        ((Tensor?)arguments[first + 4])?.contiguous());
}
