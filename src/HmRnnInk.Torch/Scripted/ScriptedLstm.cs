using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>
/// The stack of plain LSTM layers by libtorch's own LSTM, which is cuDNN's on CUDA. TorchSharp offers it as a module with weights of its
/// own only; TorchScript takes any.
/// </summary>
public sealed class ScriptedLstm(ModelConfig config) : IRecurrence
{
    // libtorch wants i, f, g, o, where ours are f, i, o, g, and two biases; and cuDNN all of them in one piece of memory.
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

    // Left to itself cuDNN rounds what it multiplies to the 10 bits of TF32, and the baseline is no longer the eager LSTM.
    static ScriptedLstm() => backends.cudnn.allow_tf32 = false;

    public RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        if (candidateMasks is not null)
            throw new NotSupportedException("libtorch's LSTM leaves out nothing of its candidates: use the fused or the eager one.");
        if (texts is not null)
            throw new NotSupportedException("libtorch's LSTM has no text window: use the fused or the eager one.");
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
