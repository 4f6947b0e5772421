using HmRnnInk.App.Inference.Text;

namespace HmRnnInk.App.Tests.Inference.Text;

public class SeenTextTests
{
    private static readonly CharacterAlphabet Alphabet = new(" abc\uFFFD");

    [Theory]
    [InlineData("ab c", 0, "ab c")]
    [InlineData("  ab   c  ", 0, "ab c")]
    [InlineData("ab c", 2, "c")]
    [InlineData("aéb é c", 0, "ab c")]
    [InlineData("é é", 0, "")]
    [InlineData("\uFFFDa", 0, "a")]
    [InlineData("", 0, "")]
    public void ModelSees_WhatItKnows_WithSingleSpaces(string text, int start, string expected)
    {
        SeenText seen = SeenText.Of(text, start, Alphabet);
        Assert.Equal(expected, seen.Text);
        for (int position = 0; position < expected.Length; position++) Assert.Equal(expected[position], text[seen.Letter(position)]);
        Assert.Equal(text.Length, seen.Letter(expected.Length));
        Assert.Equal(-1, seen.Letter(-1));
    }

    [Fact]
    public void Text_EndsAfterItsLastLetter_WhereThePenIsLifted()
    {
        SeenText seen = SeenText.Of("ab é", 0, Alphabet);
        Assert.Equal(1, seen.LastLetter);
        Assert.False(seen.IsWrittenAt(0, penUp: true));
        Assert.False(seen.IsWrittenAt(1, penUp: false));
        Assert.True(seen.IsWrittenAt(1, penUp: true));
        Assert.True(seen.IsWrittenAt(4, penUp: false));
        Assert.False(seen.StopsAfter(1, penUp: true));
        Assert.False(seen.StopsAfter(4, penUp: false));
        Assert.True(seen.StopsAfter(4, penUp: true));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(4, 6)]
    [InlineData(6, 6)]
    public void WordEnds_AtItsSpace_OrAtTheEndOfTheText(int letter, int expected) =>
        Assert.Equal(expected, SeenText.Of("ab éca", 0, Alphabet).WordEnd(letter));

    [Fact]
    public void LongWord_NeedsMoreRoom()
    {
        SeenText seen = SeenText.Of("a abcabcabc a", 0, Alphabet);
        Assert.True(seen.WidthOfWord(1) > 8 * 200);
        Assert.Equal(seen.WidthOfWord(2), seen.WidthOfWord(1));
        Assert.Equal(seen.WidthOfWord(0), seen.WidthOfWord(12));
        Assert.True(seen.WidthOfWord(0) < seen.WidthOfWord(2));
    }
}
