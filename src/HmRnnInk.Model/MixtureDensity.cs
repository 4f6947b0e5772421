namespace HmRnnInk.Model;

/// <summary>
/// Density of the next row: K bivariate Gaussians over (Δx, Δy) and a Bernoulli pen-up (Graves 2013, eq. 18-25).
/// Allocated once and overwritten at each step.
/// </summary>
public sealed class MixtureDensity(int components)
{
    public int Components { get; } = components;

    /// <summary>Logit of the probability of a pen-up.</summary>
    public float PenUpLogit { get; set; }

    /// <summary>[K], unnormalised log weights.</summary>
    public float[] WeightLogits { get; } = new float[components];

    /// <summary>[K], normalised units.</summary>
    public float[] MeansX { get; } = new float[components];

    /// <summary>[K], normalised units.</summary>
    public float[] MeansY { get; } = new float[components];

    /// <summary>[K], natural logarithms of the deviations, floored at the model's σ floor.</summary>
    public float[] LogDeviationsX { get; } = new float[components];

    /// <summary>[K], as <see cref="LogDeviationsX"/>.</summary>
    public float[] LogDeviationsY { get; } = new float[components];

    /// <summary>[K], in (−1, 1).</summary>
    public float[] Correlations { get; } = new float[components];
}
