namespace HmRnnInk.Torch.Tests.Training;

public sealed class LineBatchTests
{
    [Theory]
    [InlineData(1, 100, new long[] { 1 })]
    [InlineData(100, 100, new long[] { 100 })]
    [InlineData(101, 100, new long[] { 50, 51 })]
    [InlineData(607, 100, new long[] { 86, 87, 87, 86, 87, 87, 87 })]
    [InlineData(607, 0, new long[] { 607 })]
    public void Windows_AreConsecutive_AsFewAsPossible_AndOfNearlyEqualLength(int steps, int window, long[] lengths)
    {
        using var scope = NewDisposeScope();
        LineBatch batch = LineBatch.Create([new("line", new PenOffset[steps + 1])], new Normalisation(0, 0, 1, 1), CPU);

        (long Start, long Length)[] windows = [.. batch.Windows(window)];

        Assert.Equal(lengths, windows.Select(one => one.Length));
        Assert.Equal(0, windows[0].Start);
        for (int index = 1; index < windows.Length; index++)
            Assert.Equal(windows[index - 1].Start + windows[index - 1].Length, windows[index].Start);
    }
}
