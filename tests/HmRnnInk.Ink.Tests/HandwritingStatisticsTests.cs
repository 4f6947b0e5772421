namespace HmRnnInk.Ink.Tests;

public sealed class HandwritingStatisticsTests
{
    [Fact]
    public void TwoStrokes_AreMeasuredSeparately()
    {
        var statistics = new HandwritingStatistics();
        statistics.Add(
        [
            new(50, 7, false), new(3, 4, false), new(0, 12, true),
            new(-20, 90, false), new(6, -8, true),
        ]);

        Assert.Equal([5, 12, 10], statistics.Steps);
        Assert.Equal([3, 2], statistics.StrokePoints);
        Assert.Equal([16, 8], statistics.StrokeHeights);
        Assert.Equal([50, -20], statistics.Lifts);
    }

    [Theory]
    [InlineData(10, 0, 10, 0, 0)]
    [InlineData(10, 0, 0, 10, Math.PI / 2)]
    [InlineData(10, 0, 0, -10, -Math.PI / 2)]
    [InlineData(10, 0, -10, 0, Math.PI)]
    public void Turn_IsTheSignedAngleBetweenSteps(float x, float y, float nextX, float nextY, double angle)
    {
        var statistics = new HandwritingStatistics();
        statistics.Add([new(0, 0, false), new(x, y, false), new(nextX, nextY, true)]);
        Assert.Equal(angle, Assert.Single(statistics.Turns), 1e-12);
    }

    [Fact]
    public void ShortSteps_AndPenUpMovements_GiveNoTurns()
    {
        var statistics = new HandwritingStatistics();
        statistics.Add([new(0, 0, false), new(4, 0, false), new(0, 40, true), new(40, 0, false), new(0, 40, true)]);
        Assert.Empty(statistics.Turns);
    }

    [Fact]
    public void IncompleteStroke_ContributesOnlyItsSteps()
    {
        var statistics = new HandwritingStatistics();
        statistics.Add([new(0, 0, false), new(10, 0, false)]);
        Assert.Equal([10], statistics.Steps);
        Assert.Empty(statistics.StrokePoints);
        Assert.Empty(statistics.StrokeHeights);
    }

    [Fact]
    public void Pieces_ArePooled()
    {
        var statistics = new HandwritingStatistics();
        statistics.Add([new(0, 0, true)]);
        statistics.Add([new(5, 0, true)]);
        Assert.Equal([0, 5], statistics.Lifts);
        Assert.Equal([1, 1], statistics.StrokePoints);
    }
}
