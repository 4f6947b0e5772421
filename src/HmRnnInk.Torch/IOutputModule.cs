using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Computes the raw head from the layers' hidden states, for a window of a batch.</summary>
internal interface IOutputModule
{
    /// <param name="weights">With the names of <see cref="Model.ModelConfig.Tensors"/>.</param>
    /// <param name="hidden">h of each layer, [time, batch, d].</param>
    /// <param name="textVector">w of the text window, [time, batch, alphabet]; null without a text window or texts.</param>
    /// <returns>[time, batch, <see cref="Model.ModelConfig.HeadWidth"/>].</returns>
    Tensor Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor[] hidden, Tensor? textVector = null);
}
