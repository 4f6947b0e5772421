namespace HmRnnInk.Model;

/// <summary>
/// Samples rows from a <see cref="MixtureDensity"/>. The bias narrows the Gaussians, which is one of the two things that it does in Graves
/// 2013 (section 5.4).
/// </summary>
/// <remarks>
/// The other one, weights softmax(logits·(1 + b)), is left out. With it, the pen came to rest three to four times as often, and the ink
/// was less similar to that of people in nearly all other respects (measured by <c>trainer freerun</c>, see docs/research/log.md).
/// </remarks>
/// <param name="random">Seeded: the same seed and densities give the same rows.</param>
public sealed class Sampler(Random random)
{
    /// <summary>After this many draws, an event is too improbable to wait for.</summary>
    private const int MaximumDraws = 256;

    /// <param name="density">Must have finite parameters.</param>
    /// <param name="bias">
    /// b, from 0 (the model's own density) to about 3 (very neat): standard deviations are multiplied by exp(−b). The bias does not change
    /// the probabilities of components and of the pen-up.
    /// </param>
    /// <returns>Δx and Δy in normalised units, and whether the row ends its stroke.</returns>
    /// <exception cref="InvalidOperationException">The density has parameters that are not finite.</exception>
    public (float X, float Y, bool PenUp) Sample(MixtureDensity density, double bias = 0)
    {
        int component = Choose(density.WeightLogits);
        double deviationX = Math.Exp(density.LogDeviationsX[component] - bias);
        double deviationY = Math.Exp(density.LogDeviationsY[component] - bias);
        double correlation = density.Correlations[component];

        // Box-Muller transform: two independent normals from two uniforms. 1 − NextDouble() is in (0, 1], so the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double angle = 2 * Math.PI * random.NextDouble();
        double first = radius * Math.Cos(angle), second = radius * Math.Sin(angle);
        float x = (float)(density.MeansX[component] + deviationX * first);
        float y = (float)(density.MeansY[component]
            + deviationY * (correlation * first + Math.Sqrt(1 - correlation * correlation) * second));
        if (!float.IsFinite(x) || !float.IsFinite(y)) throw NotFinite();
        return (x, y, random.NextDouble() < density.PenUpProbability());
    }

    /// <summary>
    /// Samples from the density's part in which Δx is large enough. If the model excludes such a row, Δx is raised to the minimum.
    /// </summary>
    /// <param name="minimumX">The minimum of Δx, normalised units.</param>
    /// <inheritdoc cref="Sample"/>
    public (float X, float Y, bool PenUp) SampleBeyond(MixtureDensity density, double bias, float minimumX)
    {
        for (int draw = 1; ; draw++)
        {
            (float X, float Y, bool PenUp) row = Sample(density, bias);
            if (row.X >= minimumX) return row;
            if (draw == MaximumDraws) return row with { X = minimumX };
        }
    }

    /// <param name="normalisation">The model's.</param>
    /// <inheritdoc cref="Sample"/>
    /// <returns>The row, in IAM units.</returns>
    public PenOffset SampleRow(MixtureDensity density, Normalisation normalisation, double bias = 0)
    {
        (float x, float y, bool penUp) = Sample(density, bias);
        return normalisation.Denormalise(x, y, penUp);
    }

    private int Choose(float[] weightLogits)
    {
        double maximum = double.NegativeInfinity, total = 0;
        foreach (float logit in weightLogits) maximum = Math.Max(maximum, logit); // NaN if any logit is NaN
        foreach (float logit in weightLogits) total += Math.Exp(logit - maximum);
        if (!double.IsFinite(total)) throw NotFinite();

        double remaining = random.NextDouble() * total;
        for (int component = 0; component < weightLogits.Length - 1; component++)
        {
            remaining -= Math.Exp(weightLogits[component] - maximum);
            if (remaining < 0) return component;
        }

        return weightLogits.Length - 1;
    }

    private static InvalidOperationException NotFinite() =>
        new("The density of the next row is not finite: the model's weights or its input are invalid. Load another model.");
}
