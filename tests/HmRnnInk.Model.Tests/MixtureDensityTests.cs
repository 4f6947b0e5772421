using CsCheck;

namespace HmRnnInk.Model.Tests;

public sealed class MixtureDensityTests
{
    private static readonly float LogFloor = MathF.Log(MathF.Exp(-5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 4)]
    public void ProbabilityBeyond_IsTheShareOfSamples(int components, int seed)
    {
        MixtureDensity density = RandomDensity.Create(components, seed);
        var sampler = new Sampler(new Random(seed));
        float[] samples = [.. Enumerable.Range(0, 20_000).Select(_ => sampler.Sample(density, 0).X)];
        foreach (float x in (float[])[-1, 0, 0.7f, 2])
            Assert.Equal(samples.Count(sample => sample > x) / 20_000.0, density.ProbabilityBeyond(x), 0.02);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    [InlineData(20, 4)]
    public void Likelihood_IntegratesToOne(int components, int seed)
    {
        MixtureDensity density = RandomDensity.Create(components, seed);

        // The trapezoid rule: for sums of Gaussians its error falls as exp(−2π²(σ/h)²). The narrowest axis here has σ = 0.3·√(1 − 0.9²).
        const double Step = 0.06, Reach = 12;
        double penUp = 0, penDown = 0;
        for (double x = -Reach; x <= Reach; x += Step)
        {
            for (double y = -Reach; y <= Reach; y += Step)
            {
                penUp += Math.Exp(density.LogLikelihood((float)x, (float)y, true));
                penDown += Math.Exp(density.LogLikelihood((float)x, (float)y, false));
            }
        }

        Assert.Equal(density.PenUpProbability(), penUp * Step * Step, 1e-5);
        Assert.Equal(1, (penUp + penDown) * Step * Step, 1e-5);
    }

    [Fact]
    public void LikelihoodOfOneStandardGaussian_IsTheKnownOne()
    {
        var density = new MixtureDensity(1);
        double expected = -Math.Log(2 * Math.PI) - (1 + 4) / 2.0 + Math.Log(0.5);
        Assert.Equal(expected, density.LogLikelihood(1, -2, false), 1e-12);
        Assert.Equal(expected, density.LogLikelihood(1, -2, true), 1e-12);
    }

    /// <summary>The likelihood with a bias equals that of a density whose deviations are narrowed by it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(3)]
    public void BiasedLikelihood_IsThatOfTheDensityThatIsDrawnFrom(double bias)
    {
        MixtureDensity density = RandomDensity.Create(4, seed: 6), narrowed = RandomDensity.Create(4, seed: 6);
        for (int component = 0; component < 4; component++)
        {
            narrowed.LogDeviationsX[component] -= (float)bias;
            narrowed.LogDeviationsY[component] -= (float)bias;
        }

        Assert.Equal(narrowed.LogLikelihood(0.3f, -0.2f, true), density.LogLikelihood(0.3f, -0.2f, true, bias), 1e-4);
        Assert.Equal(density.LogLikelihood(0.3f, -0.2f, false), density.LogLikelihood(0.3f, -0.2f, false, bias: 0));
    }

    [Fact]
    public void LikelihoodOfAHead_MatchesTheEquations()
    {
        var random = new Random(9);
        for (int trial = 0; trial < 50; trial++)
        {
            const int K = 4;
            float[] head = [.. Enumerable.Range(0, 6 * K + 1).Select(_ => (float)(4 * random.NextDouble() - 2))];
            head[1 + 3 * K] = -9; // Below the floor.
            float x = (float)(4 * random.NextDouble() - 2), y = (float)(4 * random.NextDouble() - 2);
            double total = head.Skip(1).Take(K).Sum(logit => Math.Exp(logit)), likelihood = 0;
            for (int k = 1; k <= K; k++)
            {
                double deviationX = Math.Exp(Math.Max(-5, head[3 * K + k])), deviationY = Math.Exp(Math.Max(-5, head[4 * K + k]));
                double rho = 0.9999 * Math.Tanh(head[5 * K + k]);
                double u = (x - head[K + k]) / deviationX, v = (y - head[2 * K + k]) / deviationY;
                double exponent = -(u * u + v * v - 2 * rho * u * v) / (2 * (1 - rho * rho));
                double scale = 2 * Math.PI * deviationX * deviationY * Math.Sqrt(1 - rho * rho);
                likelihood += Math.Exp(head[k]) / total * Math.Exp(exponent) / scale;
            }

            double penUp = 1 / (1 + Math.Exp(-head[0]));
            var density = new MixtureDensity(K);
            density.SetFromHead(head, LogFloor);
            Assert.Equal(penUp, density.PenUpProbability(), 1e-6);
            Assert.Equal(Math.Log(likelihood * penUp), density.LogLikelihood(x, y, true), 1e-4);
            Assert.Equal(Math.Log(likelihood * (1 - penUp)), density.LogLikelihood(x, y, false), 1e-4);
        }
    }

    [Fact]
    public void AnyHead_GivesDeviationsAboveTheMinimum_AndCorrelationsWithinOne() =>
        Gen.Float[-1e4f, 1e4f].Array[13].Sample(head =>
        {
            var density = new MixtureDensity(2);
            density.SetFromHead(head, LogFloor);
            Assert.All(density.LogDeviationsX.Concat(density.LogDeviationsY), deviation => Assert.True(deviation >= LogFloor));
            Assert.All(density.Correlations, correlation => Assert.InRange(correlation, -0.99991f, 0.99991f));
        });

    [Fact]
    public void Likelihood_OfExtremeHeadsAndRows_IsFinite() =>
        Gen.Select(Gen.Float[-1e4f, 1e4f].Array[13], Gen.Float[-1e6f, 1e6f], Gen.Float[-1e6f, 1e6f], Gen.Bool).Sample((head, x, y, penUp) =>
        {
            var density = new MixtureDensity(2);
            density.SetFromHead(head, LogFloor);
            Assert.True(double.IsFinite(density.LogLikelihood(x, y, penUp)));
        });

    [Fact]
    public void Head_OfTheWrongLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new MixtureDensity(2).SetFromHead(new float[14], LogFloor));
}
