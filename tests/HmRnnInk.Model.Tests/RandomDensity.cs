namespace HmRnnInk.Model.Tests;

/// <summary>Densities with random parameters of moderate size.</summary>
internal static class RandomDensity
{
    /// <returns>Means in ±2, deviations 0.3 to 1.5, correlations in ±0.9, unequal weights.</returns>
    public static MixtureDensity Create(int components, int seed)
    {
        var random = new Random(seed);
        var density = new MixtureDensity(components) { PenUpLogit = Draw(-2, 2) };
        for (int component = 0; component < components; component++)
        {
            density.WeightLogits[component] = Draw(-2, 2);
            density.MeansX[component] = Draw(-2, 2);
            density.MeansY[component] = Draw(-2, 2);
            density.LogDeviationsX[component] = MathF.Log(Draw(0.3, 1.5));
            density.LogDeviationsY[component] = MathF.Log(Draw(0.3, 1.5));
            density.Correlations[component] = Draw(-0.9, 0.9);
        }

        return density;

        float Draw(double minimum, double maximum) => (float)(minimum + (maximum - minimum) * random.NextDouble());
    }
}
