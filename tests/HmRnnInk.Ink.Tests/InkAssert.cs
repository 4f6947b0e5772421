namespace HmRnnInk.Ink.Tests;

internal static class InkAssert
{
    /// <summary>Same points in the same strokes. Records compare their lists by identity, so the default equality does not do.</summary>
    public static void Same(StrokeCollection expected, StrokeCollection actual) => Assert.Equal(Points(expected), Points(actual));

    public static void Same(IReadOnlyList<InkLine> expected, IReadOnlyList<InkLine> actual)
    {
        Assert.Equal(expected.Select(line => line.Id), actual.Select(line => line.Id));
        // The whole database passes here, and Assert.Equal takes a minute over its seven million rows.
        Assert.All(expected.Zip(actual), pair => Assert.True(
            pair.First.Offsets.AsSpan().SequenceEqual(pair.Second.Offsets), $"The line {pair.First.Id} has other rows."));
    }

    /// <summary>An error in the house style: which file, and what else must be in its words.</summary>
    public static InkFormatException Refused(Action action, params string[] words)
    {
        var error = Assert.Throws<InkFormatException>(action);
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }

    private static InkPoint[][] Points(StrokeCollection ink) => [.. ink.Strokes.Select(stroke => stroke.Points.ToArray())];
}
