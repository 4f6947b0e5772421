using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>Calls <c>hm_lstm.py</c>, the loops over time in TorchScript. The lines of a batch are the columns of the tensors.</summary>
internal static class HmLstmScript
{
    // A syntax error in the script ends the process, so the tests run every branch of it.
    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source()));

    private static readonly ConcurrentDictionary<(ModelConfig, DeviceType, int), bool> WarmedUp = new();

    /// <param name="bottom">W·x + b of the bottom layer, [time, 4d + 1, batch].</param>
    /// <param name="hiddenBefore">h before the window, [d, batch] for each layer.</param>
    /// <param name="cellsBefore">c before the window, [d, batch] for each layer.</param>
    /// <param name="weights">U, V, W of each layer, [terms, 4d (+ 1), d].</param>
    /// <param name="biases">The bias of each layer except the bottom one, [4d (+ 1), 1].</param>
    /// <param name="flushBiases">The bias of the top-down term of each layer except the top one, [4d + 1, 1].</param>
    /// <param name="textWeights">The text window's weights and bias, and each layer's weights for w; empty without texts.</param>
    public static ScriptedWindow.Activations Forward(
        ScriptedWindow window, Tensor bottom, Tensor[] hiddenBefore, Tensor[] cellsBefore,
        Tensor[] weights, Tensor[] biases, Tensor[] flushBiases, Tensor[] textWeights)
    {
        int layers = weights.Length;
        Tensor[] texts = window.Texts?.Arguments(textWeights) ?? [];
        // Not a float: TorchSharp would create a Scalar that may be collected before libtorch has read it.
        using Scalar slope = window.Slope, soft = Soft(window.Config), scale = Scale(window.Config), onBoundary = OnBoundary(window.Config);
        using Scalar minimumWidth = TextWindow.MinimumWidth;
        var results = (Tensor[])Compiled.Value.invoke(
            "forward_window", bottom, window.Masks, hiddenBefore, cellsBefore,
            window.BoundariesBefore, weights, biases, flushBiases, texts, slope, soft, scale, onBoundary, minimumWidth);
        int taken = 0;
        return new(
            Hidden: Next(layers), Boundaries: Next(layers - 1), Cells: Next(layers), Updating: Next(layers), Flushing: Next(layers),
            hiddenBefore, cellsBefore, window.BoundariesBefore, weights, window.Masks, texts, TextSteps: results[taken..]);

        Tensor[] Next(int count) => results[taken..(taken += count)];
    }

    /// <param name="gradients">
    /// The gradients of h of each layer, [time, d, batch], then of z of each layer with a detector, [time, 1, batch], and then of w,
    /// [time, alphabet, batch], if lines have texts.
    /// </param>
    /// <returns>The gradients of the arguments of <see cref="Forward"/>, in the same order.</returns>
    public static Tensor[] Backward(ScriptedWindow window, ScriptedWindow.Activations activations, Tensor[] gradients)
    {
        int layers = window.Config.Layers;
        Tensor[] textSteps = activations.TextSteps.Length == 0 ? [] : [.. activations.TextSteps, gradients[^1]];
        using Scalar slope = window.Slope, soft = Soft(window.Config), scale = Scale(window.Config), onBoundary = OnBoundary(window.Config);
        using Scalar minimumWidth = TextWindow.MinimumWidth;
        return (Tensor[])Compiled.Value.invoke(
            "backward_window", activations.Masks, activations.HiddenBefore, activations.CellsBefore,
            activations.BoundariesBefore, activations.Weights,
            activations.Hidden, activations.Boundaries, activations.Cells,
            activations.Updating, activations.Flushing,
            gradients[..layers], gradients[layers..((2 * layers) - 1)], activations.Texts, textSteps, slope, soft, scale, onBoundary,
            minimumWidth);
    }

    /// <summary>
    /// Runs a small window before the first real one, once for each model and device. The code that TorchScript compiles for the second
    /// batch size needs only two thirds of the time of the code for the first batch size (docs/research/log.md).
    /// </summary>
    public static void WarmUp(ModelConfig config, Device device)
    {
        if (!WarmedUp.TryAdd((config, device.type, device.index), true)) return;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        const int steps = 2, lines = 3;
        int[] all = [.. Enumerable.Range(0, config.Layers)], detecting = all[..^1];
        Tensor[] before = [.. all.Select(_ => zeros(config.Hidden, lines, device: device))];
        Tensor[] weights =
        [
            .. all.Select(layer =>
                zeros(layer == 0 || layer == config.Layers - 1 ? 2 : 3, config.GateRows(layer), config.Hidden, device: device)),
        ];
        Tensor[] biases = [.. all[1..].Select(layer => zeros(config.GateRows(layer), 1, device: device))];
        Tensor[] flushBiases = [.. detecting.Select(layer => zeros(config.GateRows(layer), 1, device: device))];
        Tensor bottom = zeros(steps, config.GateRows(0), lines, device: device);
        var window = new ScriptedWindow(
            config, 1, [.. detecting.Select(_ => zeros(1, lines, device: device))],
            ones(config.Layers * steps, 1, lines, device: device), texts: null, differentiates: true);
        for (int run = 0; run < 3; run++) // the first run is profiled, the second compiles, the third runs the compiled code
        {
            ScriptedWindow.Activations activations = Forward(window, bottom, before, before, weights, biases, flushBiases, []);
            Backward(window, activations, [.. activations.Hidden, .. activations.Boundaries]);
        }
    }

    private static float Scale(ModelConfig config) => config.TextWindow?.AdvanceScale ?? 0;

    private static float OnBoundary(ModelConfig config) => config.TextWindow?.Advance == WindowAdvance.Boundaries ? 1 : 0;

    private static float Soft(ModelConfig config) => config.SoftFlush ? 1 : 0;

    private static string Source()
    {
        using var reader = new StreamReader(typeof(HmLstmScript).Assembly.GetManifestResourceStream("hm_lstm.py")!);
        return reader.ReadToEnd();
    }
}
