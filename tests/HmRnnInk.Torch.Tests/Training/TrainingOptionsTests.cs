namespace HmRnnInk.Torch.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Evaluations_AreFrequentAtFirst_AndLaterEvenlySpaced()
    {
        var options = new TrainingOptions { EvaluateFromPoints = 20_000, EvaluateEveryPoints = 1_000_000 };
        Assert.Equal(
            [20_000, 40_000, 100_000, 200_000, 400_000, 1_000_000, 2_000_000, 3_000_000], Due(options).Take(8));
    }

    [Fact]
    public void Evaluations_WithoutEarlyOnes_AreEvenlySpaced() =>
        Assert.Equal([500, 1000, 1500], Due(new TrainingOptions { EvaluateFromPoints = 0, EvaluateEveryPoints = 500 }).Take(3));

    [Fact]
    public void Evaluations_WithinABatch_AreLeftOut() =>
        Assert.Equal(200_000, new TrainingOptions { EvaluateFromPoints = 20_000 }.NextEvaluation(150_000));

    [Theory]
    [InlineData(new double[0], 1, 1, 1)]
    [InlineData(new[] { 0.5 }, 0.5, 0.5, 0.5)]
    [InlineData(new[] { 1, 0.5 }, 1, 0.5, 0.5)]
    [InlineData(new[] { 1, 0.5, 0.25, 0.125 }, 1, 0.5, 0.25)]
    public void LayerBeyondTheShares_HasTheLastShare(double[] shares, double first, double second, double third)
    {
        var options = new TrainingOptions { LayerRateShares = shares };
        Assert.Equal([first, second, third], Enumerable.Range(0, 3).Select(options.LayerRateShare));
    }

    [Theory]
    [InlineData(Cell.HmLstm, 128, 1e-2)]
    [InlineData(Cell.HmLstm, 400, 2e-3)]
    [InlineData(Cell.Lstm, 147, 1e-2)]
    [InlineData(Cell.Lstm, 463, 2e-3)]
    [InlineData(Cell.HmLstm, 8, 1e-2)] // narrower than any measured model
    public void DefaultLearningRate_IsTheBestMeasuredForTheWidth(Cell cell, int hidden, double rate) =>
        Assert.Equal(rate, TrainingOptions.DefaultLearningRate(new() { Cell = cell, Hidden = hidden }), 1e-9);

    [Fact]
    public void LearningRate_FallsWithTheWidth() =>
        Assert.InRange(TrainingOptions.DefaultLearningRate(new() { Hidden = 256 }), 2.1e-3, 9e-3);

    [Theory]
    [InlineData(2, "stroke-start")]
    [InlineData(3, "speed-minimum stroke-start")]
    [InlineData(4, "speed-minimum stroke-start word-gap")]
    [InlineData(6, "none none speed-minimum stroke-start word-gap")]
    public void DefaultRules_AreForTheTopDetectors_WithWordsFromFourLayersOn(int layers, string rules) =>
        Assert.Equal(rules, string.Join(' ', TrainingOptions.DefaultTaughtBoundaries(layers)));

    private static IEnumerable<long> Due(TrainingOptions options)
    {
        for (long points = 0; ;) yield return points = options.NextEvaluation(points);
    }
}
