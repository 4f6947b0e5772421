namespace HmRnnInk.Model.Tests;

public sealed class BoundaryAlignmentTests
{
    [Fact]
    public void BoundariesOnLandmarks_MeetThemAll_AndShiftedFew()
    {
        bool[] landmarks = Rows(1000, 13, 100, 260, 415, 520, 700, 913);
        BoundaryAlignment alignment = Align(landmarks, landmarks);
        Assert.Equal((1, 1), (alignment.Precision, alignment.Recall));
        Assert.InRange(alignment.ShiftedPrecision, 0, 0.15);
    }

    [Fact]
    public void BoundaryOnEveryThirdRow_MeetsEverythingAndMeansNothing()
    {
        bool[] landmarks = Rows(300, 13, 100, 260);
        BoundaryAlignment alignment = Align(Rows(300, [.. Enumerable.Range(0, 100).Select(number => 3 * number)]), landmarks);
        Assert.Equal((1, 1), (alignment.Recall, alignment.ShiftedRecall));
        Assert.Equal(alignment.Precision, alignment.ShiftedPrecision, 0.02);
    }

    [Fact]
    public void Distance_CountsUpToTheTolerance()
    {
        Assert.Equal(1, Align(Rows(100, 48), Rows(100, 50)).Precision);
        Assert.Equal(0, Align(Rows(100, 47), Rows(100, 50)).Precision);
        Assert.Equal(1, Align(Rows(100, 0), Rows(100, 1)).Recall);
    }

    [Theory]
    [InlineData(46, 0)]
    [InlineData(47, 1)]
    [InlineData(55, 1)] // inside
    [InlineData(63, 1)]
    [InlineData(64, 0)]
    public void LandmarkOfManyRows_IsMetInsideAndUpToTheToleranceFromItsEnds(int boundary, int met)
    {
        var alignment = new BoundaryAlignment(toleranceRows: 3);
        alignment.Add(Rows(100, boundary), [(50, 60)]);
        Assert.Equal((met, met), (alignment.Precision, alignment.Recall));
    }

    [Fact]
    public void F1_IsTheHarmonicMeanOfPrecisionAndRecall()
    {
        Assert.Equal(2 * 0.5 * 0.25 / 0.75, Align(Rows(100, 10, 90), Rows(100, 10, 30, 50, 70)).F1, 1e-9);
        Assert.Equal(0, Align(Rows(100, 90), Rows(100, 10)).F1);
        Assert.Equal(double.NaN, Align(Rows(100), Rows(100, 10)).F1);
    }

    [Fact]
    public void Lines_AddUp()
    {
        var alignment = new BoundaryAlignment();
        alignment.Add(Rows(100, 10, 90), Rows(100, 10));
        alignment.Add(Rows(100, 50), Rows(100, 50, 20, 80));
        Assert.Equal(2 / 3.0, alignment.Precision, 1e-9);
        Assert.Equal(2 / 4.0, alignment.Recall, 1e-9);
    }

    [Fact]
    public void OtherNumberOfLandmarks_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Align(new bool[3], new bool[4]));

    private static BoundaryAlignment Align(bool[] boundaries, bool[] landmarks)
    {
        var alignment = new BoundaryAlignment();
        alignment.Add(boundaries, landmarks);
        return alignment;
    }

    private static bool[] Rows(int count, params int[] at)
    {
        var rows = new bool[count];
        foreach (int row in at) rows[row] = true;
        return rows;
    }
}
