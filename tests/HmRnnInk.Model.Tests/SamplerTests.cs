namespace HmRnnInk.Model.Tests;

public sealed class SamplerTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 0.7)]
    [InlineData(2, 2)]
    public void Samples_HaveTheMomentsOfTheDensity(int seed, double bias)
    {
        MixtureDensity density = RandomDensity.Create(4, seed);
        var sampler = new Sampler(new Random(seed));
        Moments expected = Expected(density, bias), actual = default;
        for (int draw = 0; draw < Draws; draw++)
        {
            (double x, double y, bool penUp) = sampler.Sample(density, bias);
            actual = new Moments(
                actual.X + x / Draws, actual.Y + y / Draws, actual.XX + x * x / Draws, actual.YY + y * y / Draws,
                actual.XY + x * y / Draws, actual.PenUp + (penUp ? 1.0 / Draws : 0));
        }

        // Five standard errors, with fourth moments of at most 40 here: the seeds are fixed, so this passes always or never.
        double tolerance = 5 * Math.Sqrt(40.0 / Draws);
        Assert.Equal(expected.X, actual.X, 5 * Math.Sqrt(expected.XX / Draws));
        Assert.Equal(expected.Y, actual.Y, 5 * Math.Sqrt(expected.YY / Draws));
        Assert.Equal(expected.XX, actual.XX, tolerance);
        Assert.Equal(expected.YY, actual.YY, tolerance);
        Assert.Equal(expected.XY, actual.XY, tolerance);
        Assert.Equal(expected.PenUp, actual.PenUp, 5 * Math.Sqrt(0.25 / Draws));
    }

    [Fact]
    public void Bias_NarrowsTheComponents()
    {
        MixtureDensity density = RandomDensity.Create(4, seed: 5);
        double previous = double.PositiveInfinity;
        foreach (double bias in new[] { 0, 1, 2, 4 })
        {
            var sampler = new Sampler(new Random(7));
            double squares = 0;
            for (int draw = 0; draw < 2000; draw++)
            {
                (float x, float y, _) = sampler.Sample(density, bias);
                squares += Enumerable.Range(0, 4).Min(k => Math.Pow(x - density.MeansX[k], 2) + Math.Pow(y - density.MeansY[k], 2));
            }

            Assert.True(squares < 0.7 * previous, $"bias {bias}: {squares}, before {previous}");
            previous = squares;
        }
    }

    [Fact]
    public void SampleBeyond_DrawsFromThePartAboveTheMinimum()
    {
        const float MinimumX = 0.5f;
        MixtureDensity density = RandomDensity.Create(4, seed: 5);
        var sampler = new Sampler(new Random(7));
        float[] beyond = [.. Enumerable.Range(0, 5000).Select(_ => sampler.SampleBeyond(density, 0, MinimumX).X)];
        float[] part = [.. Enumerable.Range(0, Draws).Select(_ => sampler.Sample(density).X).Where(x => x >= MinimumX)];

        Assert.True(beyond.Min() >= MinimumX);
        Assert.Equal(part.Average(), beyond.Average(), 0.05);
        Assert.Equal(50, sampler.SampleBeyond(density, 0, 50).X); // too improbable to be drawn
    }

    [Fact]
    public void SameSeed_DrawsTheSameRows()
    {
        MixtureDensity density = RandomDensity.Create(20, seed: 6);
        Sampler first = new(new Random(11)), second = new(new Random(11)), other = new(new Random(12));
        var rows = Enumerable.Range(0, 50).Select(_ => first.Sample(density)).ToArray();
        Assert.Equal(rows, Enumerable.Range(0, 50).Select(_ => second.Sample(density)));
        Assert.NotEqual(rows, Enumerable.Range(0, 50).Select(_ => other.Sample(density)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Density_ThatIsNotFinite_IsRefused(float value)
    {
        MixtureDensity weights = RandomDensity.Create(3, seed: 7), means = RandomDensity.Create(3, seed: 7);
        weights.WeightLogits[1] = value;
        Array.Fill(means.MeansY, value);
        Assert.Throws<InvalidOperationException>(() => new Sampler(new Random(1)).Sample(weights));
        Assert.Throws<InvalidOperationException>(() => new Sampler(new Random(1)).Sample(means));
    }

    // Moments of the mixture, in closed form from its parameters.
    private static Moments Expected(MixtureDensity density, double bias)
    {
        double[] weights = [.. density.WeightLogits.Select(logit => Math.Exp(logit))];
        double total = weights.Sum();
        Moments moments = default;
        for (int k = 0; k < weights.Length; k++)
        {
            double w = weights[k] / total, x = density.MeansX[k], y = density.MeansY[k];
            double deviationX = Math.Exp(density.LogDeviationsX[k]) * Math.Exp(-bias);
            double deviationY = Math.Exp(density.LogDeviationsY[k]) * Math.Exp(-bias);
            moments = new Moments(
                moments.X + w * x, moments.Y + w * y, moments.XX + w * (x * x + deviationX * deviationX),
                moments.YY + w * (y * y + deviationY * deviationY),
                moments.XY + w * (x * y + density.Correlations[k] * deviationX * deviationY),
                1 / (1 + Math.Exp(-density.PenUpLogit)));
        }

        return moments;
    }

    private readonly record struct Moments(double X, double Y, double XX, double YY, double XY, double PenUp);
}
