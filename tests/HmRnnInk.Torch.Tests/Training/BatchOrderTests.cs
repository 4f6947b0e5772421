namespace HmRnnInk.Torch.Tests.Training;

public sealed class BatchOrderTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void LengthsLikeThoseOfIamOnDb_HaveLessThanFivePercentOfPadding(int batch)
    {
        InkLine[] lines = Lines(10_250);
        Assert.Equal(648, lines.Average(line => line.Offsets.Length), 10.0);

        for (int epoch = 0; epoch < 3; epoch++)
            Assert.InRange(BatchOrder.PaddingShare(BatchOrder.Of(lines, batch, seed: 1, epoch)), 0, 0.05);
    }

    [Fact]
    public void PaddingShare_IsTheShareOfRowsWithoutALine()
    {
        InkLine Line(int rows) => new($"{rows}", new PenOffset[rows]);

        Assert.Equal(3 / 15.0, BatchOrder.PaddingShare([[Line(2), Line(5)], [Line(5)]]), 1e-12);
    }

    [Fact]
    public void Epoch_HasEachLineOnce_InBatchesOfTheGivenSize()
    {
        InkLine[] lines = Lines(1_000);

        IReadOnlyList<InkLine[]> batches = BatchOrder.Of(lines, 32, seed: 1, epoch: 0);

        Assert.Equal(lines.Select(line => line.Id).Order(), batches.SelectMany(batch => batch).Select(line => line.Id).Order());
        Assert.Equal(1_000 % 32, Assert.Single(batches, batch => batch.Length != 32).Length);
    }

    [Fact]
    public void SameSeedAndEpoch_GiveTheSameOrder_AndOthersADifferentOne()
    {
        InkLine[] lines = Lines(5_000);

        Assert.Equal(Ids(1, 0), Ids(1, 0));
        Assert.NotEqual(Ids(1, 0), Ids(1, 1));
        Assert.NotEqual(Ids(1, 0), Ids(2, 0));

        string[] Ids(int seed, int epoch) => [.. BatchOrder.Of(lines, 32, seed, epoch).SelectMany(batch => batch).Select(line => line.Id)];
    }

    [Fact]
    public void Batches_AreNotSortedByLength_AndHaveOtherLinesTogetherInTheNextEpoch()
    {
        InkLine[] lines = Lines(5_000);

        double[] lengths = [.. BatchOrder.Of(lines, 32, 1, 0).Select(batch => batch.Average(line => line.Offsets.Length))];
        int rising = Enumerable.Range(1, lengths.Length - 1).Count(index => lengths[index] > lengths[index - 1]);
        Assert.InRange(rising / (double)lengths.Length, 0.3, 0.7);
        HashSet<string> together = [.. BatchOrder.Of(lines, 32, 1, 0).SelectMany(Pairs)];
        HashSet<string> again = [.. BatchOrder.Of(lines, 32, 1, 1).SelectMany(Pairs)];
        Assert.InRange(together.Intersect(again).Count() / (double)together.Count, 0, 0.2);

        static IEnumerable<string> Pairs(InkLine[] batch) =>
            from one in batch from other in batch where string.CompareOrdinal(one.Id, other.Id) < 0 select $"{one.Id} {other.Id}";
    }

    /// <summary>
    /// Log-normal lengths with the training part's mean and deviation of the logarithm, and its minimum number of points.
    /// </summary>
    private static InkLine[] Lines(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            int rows = (int)Math.Exp(6.439 + (0.268 * normal));
            return new InkLine($"{index:00000}", new PenOffset[Math.Max(LineDataset.MinimumPoints, rows)]);
        })];
    }
}
