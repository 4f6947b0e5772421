using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>
/// The stack of plain LSTM layers, computed by the LSTM of libtorch, which uses cuDNN on CUDA. It is called from TorchScript, because
/// TorchSharp offers it only as a module that has its own weights.
/// </summary>
internal sealed class ScriptedLstm(ModelConfig config) : IRecurrence
{
    // libtorch expects the gates in the order i, f, g, o (ours is f, i, o, g) and two biases. cuDNN expects weights and biases in one
    // block of memory.
    private const string Source = """
        def reordered(gates):
            f, i, o, g = gates.chunk(4)
            return torch.cat([i, f, g, o])

        def layer(input, recurrent, bottom_up, bias, hidden, cell):
            parts = [reordered(bottom_up), reordered(recurrent), reordered(bias), torch.zeros_like(bias)]
            together = torch.cat([part.flatten() for part in parts]).split([part.numel() for part in parts])
            return torch.lstm(
                input, [hidden.unsqueeze(0), cell.unsqueeze(0)],
                [together[index].view_as(parts[index]) for index in range(4)], True, 1, 0.0, True, False, False)

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source));

    // By default cuDNN multiplies in TF32, with a 10-bit mantissa, and its results would differ from those of the eager LSTM.
    static ScriptedLstm() => backends.cudnn.allow_tf32 = false;

    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        if (candidateMasks is not null)
            throw new NotSupportedException("The LSTM of libtorch does not support recurrent dropout. Use the fused or the eager LSTM.");
        if (texts is not null)
            throw new NotSupportedException("The LSTM of libtorch does not support a text window. Use the fused or the eager LSTM.");
        Tensor input = embedded; // [time, batch, width]
        Tensor[] overTime = new Tensor[config.Layers], hidden = new Tensor[config.Layers], cells = new Tensor[config.Layers];
        for (int layer = 0; layer < config.Layers; layer++)
        {
            var results = (ValueTuple<Tensor, Tensor, Tensor>)Compiled.Value.invoke(
                "layer", input, weights[$"layers.{layer}.recurrent.weight"], weights[$"layers.{layer}.bottom_up.weight"],
                weights[$"layers.{layer}.bias"], state.Hidden[layer], state.CellState[layer]);
            input = overTime[layer] = results.Item1;
            (hidden[layer], cells[layer]) = (results.Item2.squeeze(0), results.Item3.squeeze(0));
        }

        return new(overTime, [], state.After(hidden, cells, [], null, null));
    }
}
