namespace HmRnnInk.Model.Tests;

public sealed class TextLandmarksTests
{
    [Fact]
    public void Space_IsTheFirstWhiteSpaceAfterAWord() => Marked(TextLandmarks.Spaces,
        " a of  it,\n\tmy. ",
        "..x..x....x....x");

    [Fact]
    public void SentenceEnd_IsTheWhiteSpaceAfterItsMark() => Marked(TextLandmarks.SentenceEnds,
        "Oh! 3.5 of it.\nWhy?",
        "...x..........x....");

    private static void Marked(Func<string, bool[]> find, string text, string expected) =>
        Assert.Equal(expected, string.Concat(find(text).Select(here => here ? 'x' : '.')));
}
