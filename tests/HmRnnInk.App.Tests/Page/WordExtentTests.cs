namespace HmRnnInk.App.Tests.Page;

public sealed class WordExtentTests
{
    [Fact]
    public void Known_IsTheExtentOfAWordAtItsGap_AndOfAStrokeWithinIt()
    {
        PenOffset[] rows = [new(200, 0, false), new(30, 0, true), new(-10, 0, false), new(50, 0, true), new(150, 0, false)];
        Assert.Equal(70, Measure(rows).Known);
        Assert.Equal(30, Measure([rows[0] with { DeltaX = 20 }, .. rows[1..]]).Known);
        Assert.Null(Measure(rows[..4]).Known);
        // Back to a dot, and forth to the next letter, which is not a gap; then the next word.
        PenOffset[] dotted =
        [
            new(200, 0, false), new(100, 0, true), new(-80, 0, true), new(150, 0, false), new(30, 0, true), new(140, 0, false),
        ];
        Assert.Equal(200, Measure(dotted).Known);

        static WordExtent Measure(PenOffset[] rows)
        {
            var extent = new WordExtent(gap: rows[0].DeltaX);
            foreach (PenOffset row in rows) extent.Take(row, letter: -1);
            return extent;
        }
    }

    [Fact]
    public void ExtentOfAWordOfAText_IsThatOfItsLetters_HoweverWideTheirGaps()
    {
        (PenOffset Row, int Letter)[] rows =
        [
            (new(200, 0, false), 0), (new(30, 0, true), 0), (new(150, 0, false), 0), (new(50, 0, true), 1), (new(20, 0, false), 3),
        ];
        Assert.Equal(230, Measure(begins: true, rows).Known);
        rows[2].Letter = 1; // the window is on the last letter before the pen begins it
        Assert.Equal(230, Measure(begins: true, rows).Known);
        Assert.Null(Measure(begins: true, rows[..4]).Known);

        static WordExtent Measure(bool begins, (PenOffset Row, int Letter)[] rows)
        {
            var extent = new WordExtent(begins, wordEnd: 2);
            foreach ((PenOffset row, int letter) in rows) extent.Take(row, letter);
            return extent;
        }
    }

    [Fact]
    public void DotOrCrossThatIsMadeLater_BelongsToItsWord()
    {
        const int End = 4;
        const int Rows = WordExtent.MinimumRowsOfLastLetter;
        Assert.False(WordExtent.EndsWord(gap: -200, letter: End, End, Rows)); // the window is ahead of the pen
        Assert.True(WordExtent.EndsWord(gap: 50, letter: End, End, Rows));
        Assert.False(WordExtent.EndsWord(gap: 50, letter: End - 1, End, Rows));
        Assert.True(WordExtent.EndsWord(gap: 200, letter: End - 1, End, Rows));
        Assert.False(WordExtent.EndsWord(gap: 200, letter: End - 1, End, Rows - 1)); // the row begins the last letter

        // Back to the cross, and forth to the last letter, which is not a gap; then the next word.
        (float DeltaX, bool PenUp, int Letter)[] rows =
        [
            (100, false, 0), (300, true, 2), (-250, false, 2), (100, true, 2), (200, false, 3), (60, true, 3), (300, false, 5),
        ];
        var extent = new WordExtent(begins: true, wordEnd: End);
        foreach ((float x, bool penUp, int letter) in rows) extent.Take(new PenOffset(x, 0, penUp), letter);
        Assert.Equal(410, extent.Known);
    }
}
