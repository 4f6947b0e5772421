using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>
/// Density of the next row: a mixture of K bivariate Gaussians for (Δx, Δy), and a Bernoulli distribution for the pen-up (Graves 2013,
/// arXiv 1308.0850, eq. 18-25). It is allocated once and overwritten at each step.
/// </summary>
public sealed class MixtureDensity(int components)
{
    /// <summary>
    /// Correlations are tanh(r) times this, in training too, so that 1 − ρ² stays far above the rounding error of float32.
    /// </summary>
    public const float CorrelationLimit = 1 - 1e-4f;

    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    public int Components { get; } = components;

    /// <summary>Logit of the probability of a pen-up.</summary>
    public float PenUpLogit { get; set; }

    /// <summary>[K], unnormalised log weights.</summary>
    public float[] WeightLogits { get; } = new float[components];

    /// <summary>[K], normalised units.</summary>
    public float[] MeansX { get; } = new float[components];

    /// <summary>[K], normalised units.</summary>
    public float[] MeansY { get; } = new float[components];

    /// <summary>[K], natural logarithms of the standard deviations, at least that of the model's minimum σ.</summary>
    public float[] LogDeviationsX { get; } = new float[components];

    /// <summary>[K], like <see cref="LogDeviationsX"/>.</summary>
    public float[] LogDeviationsY { get; } = new float[components];

    /// <summary>[K], in (−1, 1).</summary>
    public float[] Correlations { get; } = new float[components];

    /// <summary>Sets the density from the raw outputs of a model's head.</summary>
    /// <param name="head">[6K + 1], in the order of <see cref="ModelConfig.MixtureWidth"/>.</param>
    /// <param name="logSigmaFloor">Natural logarithm of the minimum standard deviation, in normalised units.</param>
    /// <exception cref="ArgumentException"><paramref name="head"/> does not have 6K + 1 values.</exception>
    public void SetFromHead(ReadOnlySpan<float> head, float logSigmaFloor)
    {
        if (head.Length != 6 * Components + 1)
            throw new ArgumentException($"{head.Length} outputs for {Components} components; expected {6 * Components + 1}.", nameof(head));
        PenUpLogit = head[0];
        Part(head, 0).CopyTo(WeightLogits);
        Part(head, 1).CopyTo(MeansX);
        Part(head, 2).CopyTo(MeansY);
        TensorPrimitives.Max(Part(head, 3), logSigmaFloor, LogDeviationsX);
        TensorPrimitives.Max(Part(head, 4), logSigmaFloor, LogDeviationsY);
        TensorPrimitives.Tanh(Part(head, 5), Correlations);
        TensorPrimitives.Multiply(Correlations, CorrelationLimit, Correlations);
    }

    /// <param name="other">Must have the same number of components.</param>
    public void CopyFrom(MixtureDensity other)
    {
        PenUpLogit = other.PenUpLogit;
        other.WeightLogits.CopyTo(WeightLogits, 0);
        other.MeansX.CopyTo(MeansX, 0);
        other.MeansY.CopyTo(MeansY, 0);
        other.LogDeviationsX.CopyTo(LogDeviationsX, 0);
        other.LogDeviationsY.CopyTo(LogDeviationsY, 0);
        other.Correlations.CopyTo(Correlations, 0);
    }

    /// <summary>Log-likelihood of one row (Graves 2013, eq. 26 without the sign).</summary>
    /// <param name="x">Δx in normalised units.</param>
    /// <param name="y">Δy in normalised units.</param>
    /// <param name="penUp">Whether the row ends its stroke.</param>
    /// <param name="bias">Bias of the density, see <see cref="Sampler.Sample"/>; 0 for the model's own density.</param>
    /// <returns>In nats, of a density in normalised units. Finite for finite inputs: computed in float64 by log-sum-exp.</returns>
    public double LogLikelihood(float x, float y, bool penUp, double bias = 0)
    {
        // Both sums are relative to the maximum term so far, so that one pass over the components is enough.
        double maximumWeight = double.NegativeInfinity, weights = 0;
        double maximum = double.NegativeInfinity, densities = 0;
        for (int component = 0; component < Components; component++)
        {
            double weight = WeightLogits[component];
            AddLog(weight, ref maximumWeight, ref weights);
            AddLog(weight + LogGaussian(component, x, y, bias), ref maximum, ref densities);
        }

        return maximum + Math.Log(densities) - maximumWeight - Math.Log(weights) + LogSigmoid(penUp ? PenUpLogit : -PenUpLogit);
    }

    /// <returns>The probability that the next row ends its stroke.</returns>
    public double PenUpProbability() => Math.Exp(LogSigmoid(PenUpLogit));

    /// <param name="x">Δx in normalised units.</param>
    /// <returns>The probability that the next Δx is larger.</returns>
    public double ProbabilityBeyond(float x)
    {
        double maximumWeight = double.NegativeInfinity, weights = 0, beyond = 0;
        foreach (float weight in WeightLogits) AddLog(weight, ref maximumWeight, ref weights);
        for (int component = 0; component < Components; component++)
        {
            double standard = (x - MeansX[component]) * Math.Exp(-LogDeviationsX[component]);
            // The logistic curve with this slope is within 0.01 of the normal distribution.
            beyond += Math.Exp(WeightLogits[component] - maximumWeight) / weights / (1 + Math.Exp(1.702 * standard));
        }

        return beyond;
    }

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> head, int index)
    {
        int components = head.Length / 6;
        return head.Slice(1 + index * components, components);
    }

    private double LogGaussian(int component, double x, double y, double bias)
    {
        double logDeviationX = LogDeviationsX[component] - bias, logDeviationY = LogDeviationsY[component] - bias;
        double correlation = Correlations[component];
        double standardX = (x - MeansX[component]) * Math.Exp(-logDeviationX);
        double standardY = (y - MeansY[component]) * Math.Exp(-logDeviationY);
        double residual = 1 - correlation * correlation;
        double distance = (standardX * standardX + standardY * standardY - 2 * correlation * standardX * standardY) / residual;
        return -LogTwoPi - logDeviationX - logDeviationY - 0.5 * Math.Log(residual) - 0.5 * distance;
    }

    /// <summary>
    /// Adds exp(<paramref name="term"/>) to <paramref name="sum"/>·exp(<paramref name="maximum"/>). The sum stays at 1 or more.
    /// </summary>
    private static void AddLog(double term, ref double maximum, ref double sum)
    {
        if (term > maximum)
        {
            sum = sum * Math.Exp(maximum - term) + 1;
            maximum = term;
        }
        else sum += Math.Exp(term - maximum);
    }

    // log σ(x), without overflow for large |x|.
    private static double LogSigmoid(double logit) => Math.Min(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit)));
}
