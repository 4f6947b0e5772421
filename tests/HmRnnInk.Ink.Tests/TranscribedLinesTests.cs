namespace HmRnnInk.Ink.Tests;

public sealed class TranscribedLinesTests
{
    [Theory]
    [InlineData("Mr . Foot ' s line", "Mr.|Foot's|line")]
    [InlineData("don ' t , I ' ll go", "don't,|I'll|go")]
    [InlineData("said : \" No , \" he", "said:|\"No,\"|he")]
    [InlineData("picked a \" brains", "picked|a|\"brains")]
    [InlineData("a ( small ) one .", "a|(small)|one.")]
    [InlineData("talks - Macleod", "talks|-|Macleod")]
    [InlineData("\" I see", "\"I|see")]
    [InlineData("this \" .", "this\".")]
    [InlineData("from nominating any more", "from|nominating|any|more")]
    [InlineData("mid-April", "mid-April")]
    [InlineData("more # likely", "more|#|likely")]
    [InlineData("' I see '", "'I|see'")]
    [InlineData(" . ", "")]
    [InlineData("", "")]
    public void Words_HaveTheirPunctuation(string text, string words) => Assert.Equal(words, string.Join('|', TranscriptWords.Of(text)));

    [Fact]
    public void Line_IsCutAtItsGaps_WhereTheyStandOut()
    {
        TranscribedLine clear = Of(Words(40, 40, 40), "one two , three").Lines["a-01"];
        TranscribedLine unclear = Of(Words(120), "one two , three").Lines["a-01"];

        Assert.Equal("one two, three", clear.Text);
        Assert.Equal([39, 79], clear.WordEnds);
        Assert.Equal(["two, three", "three"], [clear.TextAfter(0), clear.TextAfter(1)]);
        Assert.Equal("one two, three", unclear.Text);
        Assert.Empty(unclear.WordEnds);
    }

    [Theory]
    [InlineData(7 * 14, false)]
    [InlineData(8 * 14, true)]
    [InlineData(50 * 14, true)]
    [InlineData(51 * 14, false)]
    public void LineOfAnAbsurdLength_IsLeftOutAndNamed(int points, bool usable)
    {
        TranscribedLines lines = Of(Words(points), "one two , three");

        Assert.Equal(usable, lines.Lines.ContainsKey("a-01"));
        Assert.Equal(usable ? [] : ["a-01"], lines.LinesLeftOut.Select(line => line.Id));
        Assert.All(lines.LinesLeftOut, line => Assert.Contains("points a character ('one two, three')", line.Reason));
    }

    [Fact]
    public void FormWithoutATranscript_IsLeftOutAndNamed()
    {
        var pairing = new TranscriptPairing(new Dictionary<string, string>(), [new("b", 1, "no transcript")]);
        TranscribedLines lines = TranscribedLines.Of([new("b-01", Words(100))], pairing);

        Assert.Empty(lines.Lines);
        Assert.Equal("b", Assert.Single(lines.FormsLeftOut).Form);
    }

    private static TranscribedLines Of(PenOffset[] rows, string text) =>
        TranscribedLines.Of([new("a-01", rows)], new(new Dictionary<string, string> { ["a-01"] = text }, []));

    /// <summary>Words of so many points each, far apart.</summary>
    private static PenOffset[] Words(params int[] points) =>
        [
            .. points.SelectMany(
                count => Enumerable.Range(1, count).Select(point => new PenOffset(point == 1 ? 1000 : 1, 0, point == count))),
        ];
}
