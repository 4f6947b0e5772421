namespace HmRnnInk.App.Tests.Session;

public sealed class PageTimingTests
{
    [Fact]
    public void PersonsRows_HaveTheirOwnTimes_AndRestsAreCut()
    {
        double[] times = PageTiming.Of(
            [Person(7), Person(7.02), Person(7.05, penUp: true), Person(9), Person(9.01)], longestRestSeconds: 0.8);

        AssertTimes([0, 0.02, 0.05, 0.85, 0.86], times);
    }

    [Fact]
    public void ModelsRows_HaveTheTrainingPensPace()
    {
        double[] times = PageTiming.Of([Model(), Model(penUp: true), Model(), Person(3), Model()], longestRestSeconds: 5);

        AssertTimes([0, 0.015, 0.11, 0.41, 0.71], times);
    }

    [Fact]
    public void TimesAfterAClockRestarted_DoNotDecrease() =>
        AssertTimes([0, 0.3, 0.31], PageTiming.Of([Person(100, penUp: true), Person(2), Person(2.01)], 0.8));

    private static void AssertTimes(double[] expected, double[] times)
    {
        Assert.Equal(expected.Length, times.Length);
        Assert.All(expected.Zip(times), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static PageRow Person(double seconds, bool penUp = false) =>
        new(new PenOffset(1, 1, penUp), 0, 0, RowOwner.Person, 0, 0) { TimeSeconds = seconds };

    private static PageRow Model(bool penUp = false) => new(new PenOffset(1, 1, penUp), 0, 0, RowOwner.Model, 0, 0);
}
