using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Log-likelihood of rows under the mixture head (Graves 2013, eq. 18-26).</summary>
internal static class MixtureLikelihood
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <param name="mixture">[time, batch, 6K + 1]: the raw head, in the order of <see cref="ModelConfig.MixtureWidth"/>.</param>
    /// <param name="targets">[time, batch, 3]: the actual rows; normalised Δx and Δy, and pen-up as 0 or 1.</param>
    /// <param name="components">K.</param>
    /// <param name="logDeviationFloor">Natural logarithm of the minimum σ, in normalised units.</param>
    /// <returns>[time, batch], nats.</returns>
    public static Tensor LogLikelihood(Tensor mixture, Tensor targets, int components, float logDeviationFloor)
    {
        Tensor penUpLogit = mixture.narrow(2, 0, 1).squeeze(2);
        Tensor logWeights = nn.functional.log_softmax(Part(0), 2);
        Tensor logDeviationX = Part(3).clamp_min(logDeviationFloor), logDeviationY = Part(4).clamp_min(logDeviationFloor);
        Tensor correlation = Part(5).tanh() * MixtureDensity.CorrelationLimit;
        Tensor x = (targets.narrow(2, 0, 1) - Part(1)) * (-logDeviationX).exp(); // in standard deviations of the component
        Tensor y = (targets.narrow(2, 1, 1) - Part(2)) * (-logDeviationY).exp();
        Tensor residual = 1 - (correlation * correlation); // 1 − ρ²
        Tensor distance = ((x * x) + (y * y) - (2 * correlation * x * y)) / residual;
        Tensor densities = logWeights - logDeviationX - logDeviationY - (0.5 * residual.log()) - (0.5 * distance) - LogTwoPi;

        Tensor penUp = targets.narrow(2, 2, 1).squeeze(2);
        // log σ(±logit) = −softplus(∓logit)
        Tensor pen = -nn.functional.softplus((1 - (2 * penUp)) * penUpLogit);
        return densities.logsumexp(2) + pen;

        Tensor Part(int index) => mixture.narrow(2, 1 + (index * components), components);
    }
}
