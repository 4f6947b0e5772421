using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The boundary of an HM-LSTM layer (Chung, Ahn and Bengio 2017, section 2.2.2).</summary>
internal static class BoundaryDetector
{
    /// <summary>z̃ = max(0, min(1, (slope·s + 1) / 2)).</summary>
    public static Tensor HardSigmoid(Tensor preActivation, float slope) =>
        ((preActivation * (slope / 2)) + 0.5f).clamp(0, 1);

    /// <summary>
    /// z = 1 if z̃ &gt; 0.5, else 0. This is the straight-through estimator: a hard threshold in the forward pass, and the hard sigmoid's
    /// gradient in the backward pass.
    /// </summary>
    public static Tensor Fire(Tensor preActivation, float slope)
    {
        Tensor probability = HardSigmoid(preActivation, slope);
        Tensor fired = probability.detach().gt(0.5f).to_type(probability.dtype);
        // This is exact in floating point: z̃ + (1 − z̃) = 1 for z̃ in (0.5, 1], and z̃ + (0 − z̃) = 0.
        return probability + (fired - probability.detach());
    }
}
