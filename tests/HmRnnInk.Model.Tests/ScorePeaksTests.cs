namespace HmRnnInk.Model.Tests;

public sealed class ScorePeaksTests
{
    [Fact]
    public void HighestRows_AreTakenOverAllLines() =>
        Assert.Equal([[1, 5], [0]], Rows(ScorePeaks.Highest([[0, 9, 0, 1, 0, 5], [8, 0, 4]], distanceRows: 1, count: 3)));

    [Fact]
    public void RowsNearAHigherOne_AreSuppressed() =>
        // 8 and 7 are within two rows of 9; 6 is three away.
        Assert.Equal([[2, 5]], Rows(ScorePeaks.Highest([[7, 8, 9, 3, 2, 6]], distanceRows: 2, count: 2)));

    [Fact]
    public void SuppressedRows_SuppressNothing() =>
        // 9 suppresses 8, so 8 does not suppress 7.
        Assert.Equal([[0, 2]], Rows(ScorePeaks.Highest([[9, 8, 7]], distanceRows: 1, count: 2)));

    [Fact]
    public void EqualScores_AreTakenInTheirOrder() =>
        Assert.Equal([[0], []], Rows(ScorePeaks.Highest([[1, 1, 1], [1]], distanceRows: 5, count: 1)));

    [Fact]
    public void FewerPeaksThanTheCount_AreAllTaken() => Assert.Equal([[0]], Rows(ScorePeaks.Highest([[2, 1]], distanceRows: 1, count: 10)));

    private static int[][] Rows(bool[][] lines) =>
        [.. lines.Select(line => Enumerable.Range(0, line.Length).Where(row => line[row]).ToArray())];
}
