namespace HmRnnInk.Ink.Tests;

public sealed class InkLineTests
{
    [Theory]
    [InlineData("a01-000u-01", "a01-000u", 1)]
    [InlineData("a01-000-12", "a01-000", 12)]
    [InlineData("a01-000u", "a01-000u", null)]
    [InlineData("own-line", "own-line", null)]
    [InlineData("-1", "-1", null)]
    [InlineData("line", "line", null)]
    public void Id_ContainsFormAndNumber(string id, string form, int? number)
    {
        Assert.Equal(form, InkLine.FormOf(id));
        Assert.Equal(number, InkLine.NumberOf(id));
    }
}
