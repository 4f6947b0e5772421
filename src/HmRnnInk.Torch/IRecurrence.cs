using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The recurrent layers of a model, over a window of a batch.</summary>
public interface IRecurrence
{
    /// <param name="weights">By the names of <see cref="Model.ModelConfig.Tensors"/>.</param>
    /// <param name="embedded">[time, batch, embedding].</param>
    /// <param name="state">Before the first step of the window.</param>
    /// <param name="slope">a, of the hard sigmoid.</param>
    /// <param name="candidateMasks">
    /// [layers, time, batch, at least d]: multiplies g of each step (see <see cref="Dropout"/>); null multiplies by 1. Takes no gradient.
    /// </param>
    RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null);
}
