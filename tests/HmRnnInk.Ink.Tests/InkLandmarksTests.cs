namespace HmRnnInk.Ink.Tests;

public sealed class InkLandmarksTests
{
    [Fact]
    public void PenUps_AreTheLastRowsOfStrokes() =>
        Assert.Equal([1, 3], Rows(InkLandmarks.PenUps([new(0, 0, false), new(1, 1, true), new(5, 5, false), new(1, 1, true)])));

    [Fact]
    public void SpeedMinima_AreWhereThePenSlowsWithinAStroke()
    {
        double[] speeds = [0, 9, 6, 2, 6, 9, 9, 5, 3, 5, 9, 9];
        Assert.Equal([3, 8], Rows(InkLandmarks.SpeedMinima([.. speeds.Select(speed => new PenOffset((float)speed, 0, false))])));
    }

    [Fact]
    public void SpeedMinima_IgnorePenUpMovements() =>
        // Row 3 is the pen-up movement to the second stroke.
        Assert.Equal([2], Rows(InkLandmarks.SpeedMinima(
            [new(0, 0, false), new(9, 0, false), new(3, 0, true), new(1, 0, false), new(9, 0, false), new(9, 0, true)])));

    [Fact]
    public void VerticalTurns_AreTheLastRowsBeforeTheOtherDirection()
    {
        float[] steps = [0, -4, -3, 2, 0, 5, -1];
        PenOffset[] rows = [.. steps.Select((step, row) => new PenOffset(row > 0 ? 1 : 0, step, PenUp: row == steps.Length - 1))];

        Assert.Equal([2, 5], Rows(InkLandmarks.VerticalTurns(rows)));
    }

    [Fact]
    public void VerticalTurns_DoNotExtendAcrossStrokes() =>
        Assert.Empty(Rows(InkLandmarks.VerticalTurns([new(0, 0, false), new(1, -4, true), new(1, 9, false), new(1, 2, true)])));

    [Fact]
    public void NoRows_HaveNoLandmarks()
    {
        Assert.Empty(InkLandmarks.PenUps([]));
        Assert.Empty(InkLandmarks.SpeedMinima([]));
        Assert.Empty(InkLandmarks.VerticalTurns([]));
    }

    private static int[] Rows(bool[] landmarks) => [.. Enumerable.Range(0, landmarks.Length).Where(row => landmarks[row])];
}
