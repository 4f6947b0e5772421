using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The recurrent layers of a model, for a window of a batch.</summary>
public interface IRecurrence
{
    /// <param name="weights">With the names of <see cref="Model.ModelConfig.Tensors"/>.</param>
    /// <param name="embedded">[time, batch, embedding].</param>
    /// <param name="state">The state before the first step of the window.</param>
    /// <param name="slope">The slope a of the hard sigmoid.</param>
    /// <param name="candidateMasks">
    /// [layers, time, batch, at least d]: factor of g at each step (see <see cref="Dropout"/>); null for 1. It gets no gradient. The
    /// scripted LSTM throws if masks or texts are given.
    /// </param>
    /// <param name="forcedBoundaries">
    /// For control experiments: [time, batch] of 0 and 1 for each layer with a detector. They replace the detector's decisions: a layer
    /// fires where its value is 1, unless it copies. Null to use the detectors. The scripted HM-LSTM throws if they are given.
    /// </param>
    /// <param name="texts">The texts for a model with a text window. Null if no line has a text; then κ does not change.</param>
    RecurrentOutput Forward(
        IReadOnlyDictionary<string, Tensor> weights, Tensor embedded, RecurrentState state, float slope, Tensor? candidateMasks = null,
        Tensor[]? forcedBoundaries = null, LineTexts? texts = null);
}
