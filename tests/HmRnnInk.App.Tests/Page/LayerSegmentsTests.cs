namespace HmRnnInk.App.Tests.Page;

public sealed class LayerSegmentsTests
{
    [Fact]
    public void Segment_EndsWithItsBoundary()
    {
        var segments = new LayerSegments();
        segments.Update(RowRangeTests.Rows("..1...2.."), 0, 3);
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 2, 2], Enumerable.Range(0, 9).Select(row => segments.Number(0, row)));
        Assert.Equal(new RowRange(0, 3), segments.Around(0, 2));
        Assert.Equal(new RowRange(3, 7), segments.Around(0, 3));
        Assert.Equal(new RowRange(7, 9), segments.Around(0, 8));
        Assert.Equal(new RowRange(0, 7), segments.Around(1, 6));
        Assert.Equal(new RowRange(7, 9), segments.Around(1, 7));
        Assert.Equal(new RowRange(0, 9), segments.Around(2, 4)); // the top layer has no boundary
    }

    [Fact]
    public void IndexUpdatedChangeByChange_EqualsOneMadeAtOnce()
    {
        var random = new Random(5);
        var rows = new List<PageRow>();
        var segments = new LayerSegments();
        for (int change = 0; change < 300; change++)
        {
            int first = random.Next(rows.Count + 1);
            if (random.Next(3) > 0) first = rows.Count;
            rows.RemoveRange(first, rows.Count - first);
            for (int count = random.Next(12); count > 0; count--)
                rows.Add(RowRangeTests.Rows(random.Next(4) == 0 ? "1" : random.Next(9) == 0 ? "2" : ".")[0]);
            segments.Update(rows, first, 3);
            var whole = new LayerSegments();
            whole.Update(rows, 0, 3);
            for (int layer = 0; layer < 3; layer++)
            {
                for (int row = 0; row < rows.Count; row += 5)
                    Assert.Equal((whole.Number(layer, row), whole.Around(layer, row)),
                        (segments.Number(layer, row), segments.Around(layer, row)));
            }
        }
    }
}
