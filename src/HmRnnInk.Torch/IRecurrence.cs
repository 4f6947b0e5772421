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
    /// <param name="forcedBoundaries">
    /// [time, batch] of 0 and 1 for each layer with a detector: its ẑ in place of the detector's, so that it fires there unless it copies;
    /// null leaves it to the detectors. For controls; not every recurrence takes it.
    /// </param>
    /// <param name="texts">What a model with a text window is to write; null is no text for any line, and κ stays where it is.</param>
    RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null);
}
