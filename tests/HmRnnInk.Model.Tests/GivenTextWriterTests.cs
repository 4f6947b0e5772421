namespace HmRnnInk.Model.Tests;

public sealed class GivenTextWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SameSeed_WritesTheSameInk_FromThePrimeOn(int candidates)
    {
        PenOffset[] prime = RandomModel.Line(30, 1);
        var fed = new List<(PenOffset Row, int Position)>();

        (IReadOnlyList<PenOffset> rows, TextStop stop) =
            Write(prime, "ab ba", candidates, 60, (row, trace) => fed.Add((row, trace.TextPosition)));
        (IReadOnlyList<PenOffset> again, _) = Write(prime, "ab ba", candidates, 60);
        (IReadOnlyList<PenOffset> other, _) = Write(prime, "ba ab", candidates, 60);

        Assert.Equal(rows, again);
        Assert.NotEqual(rows, other);
        Assert.Equal([.. prime, .. rows], fed.Select(row => row.Row));
        Assert.All(fed[..29], row => Assert.Equal(-1, row.Position));
        Assert.All(fed[29..], row => Assert.InRange(row.Position, 0, 5));
        Assert.True(stop != TextStop.OutOfRows || rows.Count == 60);
    }

    private static (IReadOnlyList<PenOffset> Rows, TextStop Stop) Write(
        PenOffset[] prime, string text, int candidates, int maximumRows, Action<PenOffset, StepTrace>? onRow = null) =>
        GivenTextWriter.Write(new PackedModel(TextPair.Model), prime, text, candidates, 0.5, new SeededRandom(1), maximumRows, onRow);
}
