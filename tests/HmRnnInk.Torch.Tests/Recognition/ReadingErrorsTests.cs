using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Torch.Tests.Recognition;

public sealed class ReadingErrorsTests
{
    [Fact]
    public void CharacterErrorRate_IsOverAllLinesTogether()
    {
        var errors = new ReadingErrors();
        errors.Add("abcd", "abcd");
        errors.Add("abcdef", "abxdefg");
        Assert.Equal(0.2, errors.CharacterErrorRate, 1e-9);
        Assert.Equal((2, 0.0), (errors.Lines, errors.WordFaultShare));
    }

    [Theory]
    [InlineData("one two three", "one two three", false)]
    [InlineData("one two three", "ono tvo threo", false)] // misread, but no word is lost
    [InlineData("one two three", "onetwothree", false)] // a space is not a word
    [InlineData("one two three", "one three", true)] // lost
    [InlineData("one two three", "one two two three", true)] // repeated
    [InlineData("one two three", "one twowo three", false)]
    [InlineData("I see", "1 see", false)]
    public void WordsThatAreLostOrTooMany_AreFaults(string wanted, string read, bool isFault)
    {
        var errors = new ReadingErrors();
        errors.Add(wanted, read);
        Assert.Equal(isFault ? 1 : 0, errors.WordFaultShare);
    }
}
