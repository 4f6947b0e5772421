using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Layer normalisation of a layer's gates (<see cref="Model.ModelConfig.LayerNormalisation"/>).</summary>
public static class LayerNormalisation
{
    /// <summary>Added to the variance, so that units which are all alike become 0.</summary>
    public const float Epsilon = 1e-5f;

    /// <returns>Each gate's pre-activations less their mean, over their deviation, times the gain, plus the bias; the detector's plus the bias.</returns>
    /// <param name="preActivations">[batch, 4d], or [batch, 4d + 1] with a detector's last; without biases.</param>
    /// <param name="gain">[4d].</param>
    /// <param name="bias">[4d] or [4d + 1].</param>
    public static Tensor Apply(Tensor preActivations, Tensor gain, Tensor bias)
    {
        long gates = gain.shape[0];
        Tensor byGate = preActivations.narrow(1, 0, gates).view(-1, 4, gates / 4);
        Tensor normalised = nn.functional.layer_norm(byGate, [gates / 4], eps: Epsilon).view(-1, gates) * gain;
        long others = preActivations.shape[1] - gates;
        return (others == 0 ? normalised : cat([normalised, preActivations.narrow(1, gates, others)], 1)) + bias;
    }
}
