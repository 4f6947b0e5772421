namespace HmRnnInk.Ink.Tests;

public sealed class HandStatisticsTests
{
    [Fact]
    public void TwoStrokes_AreMeasuredApart()
    {
        var hand = new HandStatistics();
        hand.Add(
        [
            new(50, 7, false), new(3, 4, false), new(0, 12, true),
            new(-20, 90, false), new(6, -8, true),
        ]);

        Assert.Equal([5, 12, 10], hand.Steps);
        Assert.Equal([3, 2], hand.StrokePoints);
        Assert.Equal([16, 8], hand.StrokeHeights);
        Assert.Equal([50, -20], hand.Lifts);
    }

    [Theory]
    [InlineData(10, 0, 10, 0, 0)]
    [InlineData(10, 0, 0, 10, Math.PI / 2)]
    [InlineData(10, 0, 0, -10, -Math.PI / 2)]
    [InlineData(10, 0, -10, 0, Math.PI)]
    public void Turn_IsTheSignedAngleBetweenSteps(float x, float y, float nextX, float nextY, double angle)
    {
        var hand = new HandStatistics();
        hand.Add([new(0, 0, false), new(x, y, false), new(nextX, nextY, true)]);
        Assert.Equal(angle, Assert.Single(hand.Turns), 1e-12);
    }

    [Fact]
    public void SlowSteps_AndTheWayBetweenStrokes_AreNoTurns()
    {
        var hand = new HandStatistics();
        hand.Add([new(0, 0, false), new(4, 0, false), new(0, 40, true), new(40, 0, false), new(0, 40, true)]);
        Assert.Empty(hand.Turns);
    }

    [Fact]
    public void StrokeWithoutItsEnd_CountsByItsStepsAlone()
    {
        var hand = new HandStatistics();
        hand.Add([new(0, 0, false), new(10, 0, false)]);
        Assert.Equal([10], hand.Steps);
        Assert.Empty(hand.StrokePoints);
        Assert.Empty(hand.StrokeHeights);
    }

    [Fact]
    public void Pieces_ArePooled()
    {
        var hand = new HandStatistics();
        hand.Add([new(0, 0, true)]);
        hand.Add([new(5, 0, true)]);
        Assert.Equal([0, 5], hand.Lifts);
        Assert.Equal([1, 1], hand.StrokePoints);
    }
}
