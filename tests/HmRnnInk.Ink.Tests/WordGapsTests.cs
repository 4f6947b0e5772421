namespace HmRnnInk.Ink.Tests;

public sealed class WordGapsTests
{
    [Fact]
    public void Find_ReturnsTheLastRowBeforeEachOfTheWidestGaps() =>
        // Strokes of three rows: 0-2, 3-5, 6-8, 9-11.
        Assert.Equal([2, 8], WordGaps.Find(Line((0, 100), (300, 400), (430, 500), (700, 800)), 3)!);

    [Fact]
    public void StrokesOverEarlierInk_AreNotGaps()
    {
        // The pen goes back to dot the first word, and then far to the right to the second word. Only the empty column between the words
        // counts.
        PenOffset[] rows = Line((0, 500), (100, 110), (700, 800));
        Assert.Equal([(2, -400), (5, 200)], WordGaps.Gaps(rows));
        Assert.Equal([5], WordGaps.Find(rows, 2)!);
        // A stroke begins far to the right, and the next one starts further left, at the beginning of the second word.
        Assert.Equal([2], WordGaps.Find(Line((0, 100), (300, 390), (700, 800), (420, 710)), 2)!);
    }

    [Fact]
    public void GapThatIsNotClearlyWider_GivesNull()
    {
        Assert.Equal([2], WordGaps.Find(Line((0, 100), (230, 300), (400, 500)), 2)!); // gaps of 130 and 100
        Assert.Null(WordGaps.Find(Line((0, 100), (229, 300), (400, 500)), 2));
    }

    [Fact]
    public void TooFewGaps_GiveNull()
    {
        Assert.Null(WordGaps.Find(Line((0, 100), (200, 300)), 1)); // one word
        Assert.Null(WordGaps.Find(Line((0, 100), (200, 300)), 3)); // more words than strokes
        Assert.Null(WordGaps.Find(Line((0, 100), (50, 300)), 2)); // written without a gap
        Assert.Null(WordGaps.Find([], 2));
    }

    [Fact]
    public void GapsBetweenWordsOnly_NeedNoClearance() => Assert.Equal([2], WordGaps.Find(Line((0, 100), (101, 300)), 2)!);

    /// <summary>Strokes of three points each: left edge, right edge, and half-way back.</summary>
    private static PenOffset[] Line(params (int Left, int Right)[] strokes)
    {
        var rows = new List<PenOffset>();
        float before = strokes[0].Left;
        foreach ((int left, int right) in strokes)
        {
            foreach (float x in (float[])[left, right, (left + right) / 2f])
            {
                rows.Add(new(x - before, 0, PenUp: rows.Count % 3 == 2));
                before = x;
            }
        }

        return [.. rows];
    }
}
