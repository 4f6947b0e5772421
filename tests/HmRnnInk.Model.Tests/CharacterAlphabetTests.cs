namespace HmRnnInk.Model.Tests;

public sealed class CharacterAlphabetTests
{
    [Fact]
    public void Alphabet_IsTheCharactersThatOccur_InOrder_AndOneForAllOthers()
    {
        CharacterAlphabet alphabet = CharacterAlphabet.Of("banana\ufffd");
        Assert.Equal("abn\ufffd", alphabet.Symbols);
        Assert.Equal([1, 0, 2, 3, 3], alphabet.Encode("banz\ufffd"));
    }

    [Fact]
    public void MoreThan127Characters_LeaveOutTheRarest()
    {
        string frequent = string.Concat(Enumerable.Range(0, 127).Select(index => (char)('a' + index))), rare = "ABC";
        CharacterAlphabet alphabet = CharacterAlphabet.Of(rare + frequent + frequent);
        Assert.Equal(frequent + '\ufffd', alphabet.Symbols);
        Assert.Equal([127, 0], alphabet.Encode("Aa"));
    }

    [Fact]
    public void UnknownCharacters_AreNamed_AndEncodedAsOneSymbol()
    {
        var alphabet = new CharacterAlphabet("abc\ufffd");
        Assert.Equal([0, 3, 2, 3, 3], alphabet.Encode("aéc€é"));
        Assert.Equal("é€", alphabet.UnknownIn("aéc€é"));
    }

    [Theory]
    [InlineData("\ufffd", "1 characters")]
    [InlineData("abc", "U+FFFD")]
    [InlineData("aba\ufffd", "twice")]
    public void ModelWithAnInvalidAlphabet_IsRefused(string symbols, string message)
    {
        ModelConfig config = RandomModel.SmallConfig with { Alphabet = symbols };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => RandomModel.Create(config, seed: 1)).Message);
    }

    [Fact]
    public void HalfOfACharacter_IsRefused() => ModelWithAnInvalidAlphabet_IsRefused("a😀"[..2] + CharacterAlphabet.Unknown, "half");
}
