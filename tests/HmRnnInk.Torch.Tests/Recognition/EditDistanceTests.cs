using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Torch.Tests.Recognition;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("intention", "execution", 5)]
    [InlineData("same words", "same words", 0)]
    public void Distance_IsTheFewestEdits(string wanted, string read, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(wanted, read).Distance);
        Assert.Equal(distance, EditDistance.Between(read, wanted).Distance);
    }

    [Fact]
    public void Alignment_LocatesEachCharacter()
    {
        var edits = EditDistance.Between("a cat", "aa cx");
        Assert.Equal([1, 2, 3, -1, 4], edits.Found);
        Assert.Equal([true, true, true, false, false], edits.Matches);
    }
}
