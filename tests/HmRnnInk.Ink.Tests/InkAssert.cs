namespace HmRnnInk.Ink.Tests;

internal static class InkAssert
{
    /// <summary>Compares points stroke by stroke, since records compare their lists by reference.</summary>
    public static void Same(StrokeCollection expected, StrokeCollection actual) => Assert.Equal(Points(expected), Points(actual));

    public static void Same(IReadOnlyList<InkLine> expected, IReadOnlyList<InkLine> actual)
    {
        Assert.Equal(expected.Select(line => line.Id), actual.Select(line => line.Id));
        // Assert.Equal would take a minute for the seven million rows of the whole database.
        Assert.All(expected.Zip(actual), pair => Assert.True(
            pair.First.Offsets.AsSpan().SequenceEqual(pair.Second.Offsets), $"The line {pair.First.Id} has different rows."));
    }

    /// <summary>Checks that an action throws <see cref="InkFormatException"/> and that its message contains the words.</summary>
    public static InkFormatException Rejects(Action action, params string[] words)
    {
        var error = Assert.Throws<InkFormatException>(action);
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }

    private static InkPoint[][] Points(StrokeCollection ink) => [.. ink.Strokes.Select(stroke => stroke.Points.ToArray())];
}
