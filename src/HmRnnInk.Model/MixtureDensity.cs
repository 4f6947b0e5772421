using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>
/// Density of the next row: K bivariate Gaussians over (Δx, Δy) and a Bernoulli pen-up (Graves 2013, arXiv 1308.0850, eq. 18-25).
/// Allocated once and overwritten at each step.
/// </summary>
public sealed class MixtureDensity(int components)
{
    /// <summary>A correlation is tanh(r) times this, so that 1 − ρ² stays far above the rounding of float32. Training has it too.</summary>
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

    /// <summary>[K], natural logarithms of the deviations, floored at the model's σ floor.</summary>
    public float[] LogDeviationsX { get; } = new float[components];

    /// <summary>[K], as <see cref="LogDeviationsX"/>.</summary>
    public float[] LogDeviationsY { get; } = new float[components];

    /// <summary>[K], in (−1, 1).</summary>
    public float[] Correlations { get; } = new float[components];

    /// <summary>Overwrites the density from the raw outputs of a model's head.</summary>
    /// <param name="head">[6K + 1], in the order of <see cref="ModelConfig.MixtureWidth"/>.</param>
    /// <param name="logSigmaFloor">Natural logarithm of the smallest deviation, in normalised units.</param>
    /// <exception cref="ArgumentException"><paramref name="head"/> is not 6K + 1 long.</exception>
    public void SetFromHead(ReadOnlySpan<float> head, float logSigmaFloor)
    {
        if (head.Length != 6 * Components + 1)
            throw new ArgumentException($"{head.Length} outputs for {Components} components; needed {6 * Components + 1}.", nameof(head));
        PenUpLogit = head[0];
        Part(head, 0).CopyTo(WeightLogits);
        Part(head, 1).CopyTo(MeansX);
        Part(head, 2).CopyTo(MeansY);
        TensorPrimitives.Max(Part(head, 3), logSigmaFloor, LogDeviationsX);
        TensorPrimitives.Max(Part(head, 4), logSigmaFloor, LogDeviationsY);
        TensorPrimitives.Tanh(Part(head, 5), Correlations);
        TensorPrimitives.Multiply(Correlations, CorrelationLimit, Correlations);
    }

    /// <param name="other">Of as many components.</param>
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
    /// <param name="bias">Of the density that is drawn from: see <see cref="Sampler.Sample"/>. 0 for the model's own.</param>
    /// <returns>Nats per square of normalised units; finite for finite inputs: summed in float64 by log-sum-exp.</returns>
    public double LogLikelihood(float x, float y, bool penUp, double bias = 0)
    {
        // Two sums, each kept relative to the greatest term so far, so that one pass over the components is enough.
        double greatestWeight = double.NegativeInfinity, weights = 0;
        double greatest = double.NegativeInfinity, densities = 0;
        for (int component = 0; component < Components; component++)
        {
            double weight = WeightLogits[component];
            AddLog(weight, ref greatestWeight, ref weights);
            AddLog(weight + LogGaussian(component, x, y, bias), ref greatest, ref densities);
        }

        return greatest + Math.Log(densities) - greatestWeight - Math.Log(weights) + LogSigmoid(penUp ? PenUpLogit : -PenUpLogit);
    }

    /// <returns>Probability that the next row ends its stroke.</returns>
    public double PenUpProbability() => Math.Exp(LogSigmoid(PenUpLogit));

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

    /// <summary>Adds exp(<paramref name="term"/>) to <paramref name="sum"/>·exp(<paramref name="greatest"/>), keeping sum at 1 or more.</summary>
    private static void AddLog(double term, ref double greatest, ref double sum)
    {
        if (term > greatest)
        {
            sum = sum * Math.Exp(greatest - term) + 1;
            greatest = term;
        }
        else sum += Math.Exp(term - greatest);
    }

    // log σ(x) without overflow on either side.
    private static double LogSigmoid(double logit) => Math.Min(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit)));
}
