using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Log-likelihood of characters under the softmax of the head's logits.</summary>
internal static class CharacterLikelihood
{
    /// <param name="logits">[time, batch, alphabet]: the raw head.</param>
    /// <param name="targets">[time, batch], Int64: the indices of the actual characters.</param>
    /// <returns>[time, batch], nats.</returns>
    public static Tensor LogLikelihood(Tensor logits, Tensor targets) =>
        nn.functional.log_softmax(logits, 2).gather(2, targets.unsqueeze(2)).squeeze(2);
}
