using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Watch;

public sealed class SteadyHuesTests
{
    [Fact]
    public void WithoutAnotherCheckpoint_HuesAlternate() =>
        Assert.Equal([0, 0, 1, 1, 1, 2, 0], Hues(Rows(7, 1, 4, 5), []));

    [Fact]
    public void NewBoundary_ChangesOnlyTheRowsThatItCutsOff()
    {
        byte[] before = Hues(Rows(40, 9, 19, 29), []);
        byte[] after = Hues(Rows(40, 9, 14, 19, 29), before);

        Assert.Equal(before[..10], after[..10]);
        Assert.Equal(before[20..], after[20..]);
        Assert.Equal(5, Enumerable.Range(10, 10).Count(row => after[row] != before[row]));
    }

    [Fact]
    public void LostBoundary_ChangesOnlyTheRowsThatItCutOff()
    {
        byte[] before = Hues(Rows(40, 9, 14, 19, 29), []);
        byte[] after = Hues(Rows(40, 9, 19, 29), before);
        Assert.InRange(Enumerable.Range(0, 40).Count(row => after[row] != before[row]), 5, 10);
    }

    [Fact]
    public void MovedBoundary_ChangesOnlyTheRowsItMovedOver()
    {
        byte[] before = Hues(Rows(30, 9, 19), []);
        byte[] after = Hues(Rows(30, 11, 19), before);
        Assert.Equal([10, 11], Enumerable.Range(0, 30).Where(row => after[row] != before[row]));
    }

    [Fact]
    public void Neighbours_AlwaysDiffer_AndASegmentHasOneHue()
    {
        var random = new Random(7);
        byte[] hues = [];
        for (int checkpoint = 0; checkpoint < 200; checkpoint++)
        {
            bool[] ends = [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble() < 0.25)];
            int[] boundaries = [.. Enumerable.Range(0, 120).Where(row => ends[row])];
            hues = Hues(Rows(120, boundaries), hues);
            for (int row = 1; row < 120; row++) Assert.Equal(!ends[row - 1], hues[row] == hues[row - 1]);
            Assert.All(hues, hue => Assert.InRange(hue, 0, 2));
        }
    }

    private static byte[] Hues(RowTrace[] rows, byte[] before) => SteadyHues.Of(rows, 0, before, 3);

    private static RowTrace[] Rows(int rows, params int[] boundaries) =>
        [.. Enumerable.Range(0, rows).Select(row => new RowTrace(0, (ushort)(boundaries.Contains(row) ? 1 : 0), 0, 0))];
}
