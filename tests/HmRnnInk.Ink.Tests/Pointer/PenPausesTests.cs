using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

public sealed class PenPausesTests
{
    private static readonly PausePrior Prior = PausePrior.OfTraining;

    [Fact]
    public void Fit_FindsTheDistributionOfWritersAndTheirPauses()
    {
        var random = new Random(5);
        PausePrior fitted = PausePrior.Fit(Enumerable.Range(0, 3000).Select(_ =>
        {
            double writer = 0.9 + 0.25 * Normal(random);
            return (double[])[0.1, 0.2, .. Enumerable.Range(0, 2 + random.Next(6)).Select(_ => Math.Exp(writer + 0.3 * Normal(random)))];
        }));
        Assert.Equal(0.9, fitted.MeanLog, 0.02);
        Assert.Equal(0.25, fitted.HandDeviation, 0.02);
        Assert.Equal(0.3, fitted.PauseDeviation, 0.02);
    }

    [Fact]
    public void Fit_OfTooFewPausesSaysSo() =>
        Assert.Contains("too few", Assert.Throws<ArgumentException>(() => PausePrior.Fit([[0.1, 1, 2], [0.2]])).Message);

    [Fact]
    public void NewWriter_HasTheLongPausesOfTheTrainingData() =>
        Assert.Equal(Math.Exp(0.396 + 2 * Math.Sqrt(0.222 * 0.222 + 0.563 * 0.563)), new PenPauses().LongSeconds(Prior, 2), 3);

    [Fact]
    public void EachWriter_HasTheirOwnLongPauses()
    {
        PenPauses swift = default, slow = default, usual = default;
        for (int pause = 0; pause < 40; pause++)
        {
            usual = usual.After(1.5);
            (swift, slow) = (swift.After(0.6), slow.After(4));
        }

        double[] limits = [.. ((PenPauses[])[swift, usual, slow]).Select(writer => writer.LongSeconds(Prior, 2))];
        Assert.True(limits[0] < limits[1] && limits[1] < limits[2], string.Join(", ", limits));
        Assert.InRange(limits[0], 1.2, 3);
        Assert.True(limits[2] > 8);
    }

    [Fact]
    public void LiftsWithinAWord_AreNoPauses() => Assert.Equal(default, new PenPauses().After(0.15).After(0.49).After(double.NaN));

    [Fact]
    public void PauseOfAWriterWhoWasAway_CountsAsTheLongestPause() => Assert.Equal(new PenPauses().After(8), new PenPauses().After(3600));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
