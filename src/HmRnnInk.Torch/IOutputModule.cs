using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>From the layers' hidden states to the raw head, over a window of a batch.</summary>
public interface IOutputModule
{
    /// <param name="weights">By the names of <see cref="Model.ModelConfig.Tensors"/>.</param>
    /// <param name="hidden">h, [time, batch, d] for each layer.</param>
    /// <param name="window">w of the text window, [time, batch, alphabet]; null where there is none, or no text.</param>
    /// <returns>[time, batch, <see cref="Model.ModelConfig.HeadWidth"/>].</returns>
    Tensor Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor[] hidden, Tensor? window = null);
}
