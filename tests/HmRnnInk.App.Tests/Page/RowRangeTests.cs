namespace HmRnnInk.App.Tests.Page;

public sealed class RowRangeTests
{
    [Theory]
    [InlineData(2, 0, 7)]
    [InlineData(6, 0, 7)]
    [InlineData(7, 7, 14)] // between the pen-up and the boundary, which comes two rows later
    [InlineData(8, 7, 14)] // the row of the boundary
    [InlineData(13, 7, 14)]
    [InlineData(14, 14, 17)]
    [InlineData(16, 14, 17)]
    public void SegmentWithALateBoundary_EndsAtThePenUp(int row, int first, int end) =>
        Assert.Equal(new RowRange(first, end), RowRange.Segment(Rows("...1../.2..../2.."), row, 1));

    [Theory]
    [InlineData(0, 7, 1)]
    [InlineData(7, 14, 1)]
    [InlineData(0, 14, 2)]
    [InlineData(14, 17, 1)] // unfinished
    [InlineData(0, 17, 3)]
    public void LateBoundary_CountsForTheSegmentThatItEnds(int first, int end, int segments) =>
        Assert.Equal(segments, new RowRange(first, end).Segments(Rows("...1../.2..../2.."), 1));

    [Fact]
    public void BoundaryWithinAStroke_EndsTheSegmentThere()
    {
        PageRow[] rows = Rows("...1../.2..../2..");
        Assert.Equal(new RowRange(0, 4), RowRange.Segment(rows, 1, 0));
        Assert.Equal(new RowRange(4, 7), RowRange.Segment(rows, 5, 0));
        Assert.Equal(1, new RowRange(0, 4).Segments(rows, 0));
    }

    [Fact]
    public void WithoutAnyBoundary_TheSegmentIsTheStroke()
    {
        PageRow[] rows = Rows("..../..");
        Assert.Equal(new RowRange(0, 5), RowRange.Segment(rows, 1, 0));
        Assert.Equal(new RowRange(5, 7), RowRange.Segment(rows, 6, 0));
        Assert.Equal(0, new RowRange(0, 5).Segments(rows, 0));
        Assert.Equal(0, new RowRange(5, 7).Segments(rows, 0));
        Assert.Equal(1, new RowRange(0, 7).Segments(rows, 1));
    }

    [Fact]
    public void BoundaryThatComesLate_IsSeenAtThePenUp()
    {
        PageRow[] rows = Rows($"{new string('.', 11)}/{new string('.', 18)}");
        Assert.Equal(12, RowRange.VisibleEnd(rows, 12)); // a boundary at the pen-up itself
        Assert.Equal(12, RowRange.VisibleEnd(rows, 13));
        Assert.Equal(12, RowRange.VisibleEnd(rows, 12 + RowRange.LateRows));
        Assert.Equal(13 + RowRange.LateRows, RowRange.VisibleEnd(rows, 13 + RowRange.LateRows));
        Assert.Equal(1, RowRange.VisibleEnd(rows, 1));
    }

    /// <summary>
    /// One character per row: 1 where layer 1 found a boundary, 2 where both layers did, / where the pen was lifted, a dot elsewhere.
    /// </summary>
    internal static PageRow[] Rows(string signs) =>
        [.. signs.Select(sign => new PageRow(
            new PenOffset(0, 0, sign == '/'), 0, 0, RowOwner.Person, 0, 0,
            new RowTrace(0, (ushort)(sign == '1' ? 1 : sign == '2' ? 3 : 0), 0, 0)))];
}
