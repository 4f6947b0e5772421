namespace HmRnnInk.Model.Tests;

public sealed class BoundaryAlignmentTests
{
    [Fact]
    public void BoundariesOnLandmarks_MatchAllOfThem_AndShiftedOnesFew()
    {
        bool[] landmarks = Rows(1000, 13, 100, 260, 415, 520, 700, 913);
        BoundaryAlignment alignment = Align(landmarks, landmarks);
        Assert.Equal((1, 1), (alignment.Boundaries.Precision, alignment.Boundaries.Recall));
        Assert.InRange(alignment.Shifted.Precision, 0, 0.15);
    }

    [Fact]
    public void BoundaryOnEveryThirdRow_MatchesAllLandmarks_LikeItsBaselines()
    {
        bool[] landmarks = Rows(300, 13, 100, 260);
        BoundaryAlignment alignment = Align(Rows(300, [.. Enumerable.Range(0, 100).Select(number => 3 * number)]), landmarks);
        Assert.Equal((1, 1), (alignment.Boundaries.Recall, alignment.Shifted.Recall));
        Assert.Equal(alignment.Boundaries.Precision, alignment.Shifted.Precision, 0.02);
    }

    [Fact]
    public void Baselines_HaveAsManyBoundaries()
    {
        // With a landmark at every row, the recall is the share of the rows that have a boundary.
        var alignment = new BoundaryAlignment(toleranceRows: 0);
        alignment.Add(Rows(100, 3, 4, 5, 6, 7, 8, 90), [.. Enumerable.Repeat(true, 100)]);
        AlignmentCount[] counts = [alignment.Boundaries, alignment.Shifted, alignment.Periodic, alignment.Random];
        Assert.All(counts, count => Assert.Equal((1, 0.07), (count.Precision, count.Recall)));
        alignment.Add([.. Enumerable.Repeat(true, 100)], [.. Enumerable.Repeat(true, 100)]);
        Assert.All(counts, count => Assert.Equal((1, 1.07 / 2), (count.Precision, count.Recall)));
    }

    [Fact]
    public void PeriodicBoundaries_AreEvenlySpaced()
    {
        // Ten evenly spaced boundaries in 100 rows are within 5 rows of every landmark, for every phase. Bunched ones are near few.
        bool[] bunched = Rows(100, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        var alignment = new BoundaryAlignment(toleranceRows: 5);
        alignment.Add(bunched, Rows(100, 20, 35, 47, 61, 78));
        Assert.Equal(1, alignment.Periodic.Recall);
        Assert.InRange(alignment.Shifted.Recall, 0.1, 0.3);
        Assert.InRange(alignment.Random.Recall, 0.4, 0.9);
    }

    [Fact]
    public void PeriodicBoundaries_TakeEveryPhase()
    {
        // Ten boundaries in 160 rows are 16 rows apart: of the 16 draws, each with another phase, one has them at the landmarks.
        var alignment = new BoundaryAlignment(toleranceRows: 0);
        alignment.Add(Rows(160, [.. Enumerable.Range(0, 10)]), Rows(160, 0, 16, 32, 48));
        Assert.Equal(1 / 16.0, alignment.Periodic.Recall, 1e-9);
    }

    [Fact]
    public void RandomBoundaries_AreTheSameEachTime_AndOthersInEachLine()
    {
        bool[] boundaries = Rows(500, [.. Enumerable.Range(0, 50)]), landmarks = Rows(500, 13, 100, 260, 415, 490);
        BoundaryAlignment one = Align(boundaries, landmarks), again = Align(boundaries, landmarks);
        Assert.Equal(one.Random.Recall, again.Random.Recall);
        again.Add(boundaries, landmarks);
        Assert.NotEqual(one.Random.Recall, again.Random.Recall);
        Assert.InRange(again.Random.Precision, 0.02, 0.08);
    }

    [Fact]
    public void Distance_CountsUpToTheTolerance()
    {
        Assert.Equal(1, Align(Rows(100, 48), Rows(100, 50)).Boundaries.Precision);
        Assert.Equal(0, Align(Rows(100, 47), Rows(100, 50)).Boundaries.Precision);
        Assert.Equal(1, Align(Rows(100, 0), Rows(100, 1)).Boundaries.Recall);
    }

    [Theory]
    [InlineData(46, 0)]
    [InlineData(47, 1)]
    [InlineData(55, 1)] // inside
    [InlineData(63, 1)]
    [InlineData(64, 0)]
    public void LandmarkOfManyRows_MatchesBoundariesInItAndWithinTheToleranceOfItsEnds(int boundary, int near)
    {
        var alignment = new BoundaryAlignment(toleranceRows: 3);
        alignment.Add(Rows(100, boundary), [(50, 60)]);
        Assert.Equal((near, near), (alignment.Boundaries.Precision, alignment.Boundaries.Recall));
    }

    [Fact]
    public void F1_IsTheHarmonicMeanOfPrecisionAndRecall()
    {
        Assert.Equal(2 * 0.5 * 0.25 / 0.75, Align(Rows(100, 10, 90), Rows(100, 10, 30, 50, 70)).Boundaries.F1, 1e-9);
        Assert.Equal(0, Align(Rows(100, 90), Rows(100, 10)).Boundaries.F1);
        Assert.Equal(double.NaN, Align(Rows(100), Rows(100, 10)).Boundaries.F1);
    }

    [Fact]
    public void Lines_AddUp()
    {
        var alignment = new BoundaryAlignment();
        alignment.Add(Rows(100, 10, 90), Rows(100, 10));
        alignment.Add(Rows(100, 50), Rows(100, 50, 20, 80));
        Assert.Equal(2 / 3.0, alignment.Boundaries.Precision, 1e-9);
        Assert.Equal(2 / 4.0, alignment.Boundaries.Recall, 1e-9);
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
