namespace HmRnnInk.Model;

/// <summary>Draws rows from a <see cref="MixtureDensity"/>, with the half of the bias of Graves 2013 (section 5.4) that narrows.</summary>
/// <remarks>
/// The other half of it, weights softmax(logits·(1 + b)), is left out: with it, by <c>trainer freerun</c>, the pen came to rest three to
/// four times as often, and wrote less like the hands in nearly every other respect (docs/log.md).
/// </remarks>
/// <param name="random">Seeded: the same seed and densities give the same rows.</param>
public sealed class Sampler(Random random)
{
    /// <param name="density">Of finite parameters.</param>
    /// <param name="bias">
    /// b, from 0 (as likely as the model says: wild) to about 3 (neat): deviations times exp(−b). The component and the pen-up are drawn
    /// from their own probabilities whatever the bias.
    /// </param>
    /// <returns>Δx and Δy in normalised units, and whether the row ends its stroke.</returns>
    /// <exception cref="InvalidOperationException">The density has parameters that are not finite.</exception>
    public (float X, float Y, bool PenUp) Sample(MixtureDensity density, double bias = 0)
    {
        int component = Choose(density.WeightLogits);
        double deviationX = Math.Exp(density.LogDeviationsX[component] - bias);
        double deviationY = Math.Exp(density.LogDeviationsY[component] - bias);
        double correlation = density.Correlations[component];

        // Box and Muller: two independent normals from two uniforms, each drawn from (0, 1] so that the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double angle = 2 * Math.PI * random.NextDouble();
        double first = radius * Math.Cos(angle), second = radius * Math.Sin(angle);
        float x = (float)(density.MeansX[component] + deviationX * first);
        float y = (float)(density.MeansY[component]
            + deviationY * (correlation * first + Math.Sqrt(1 - correlation * correlation) * second));
        if (!float.IsFinite(x) || !float.IsFinite(y)) throw NotFinite();
        return (x, y, random.NextDouble() < density.PenUpProbability());
    }

    private int Choose(float[] weightLogits)
    {
        double greatest = double.NegativeInfinity, total = 0;
        foreach (float logit in weightLogits) greatest = Math.Max(greatest, logit); // NaN where one is.
        foreach (float logit in weightLogits) total += Math.Exp(logit - greatest);
        if (!double.IsFinite(total)) throw NotFinite();

        double remaining = random.NextDouble() * total;
        for (int component = 0; component < weightLogits.Length - 1; component++)
        {
            remaining -= Math.Exp(weightLogits[component] - greatest);
            if (remaining < 0) return component;
        }

        return weightLogits.Length - 1;
    }

    private static InvalidOperationException NotFinite() =>
        new("The density of the next row is not finite: the model's weights or the ink fed to it are unusable. Load another model.");
}
