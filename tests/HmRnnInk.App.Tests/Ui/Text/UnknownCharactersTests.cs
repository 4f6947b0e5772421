using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Tests.Ui.Text;

public class UnknownCharactersTests
{
    [Theory]
    [InlineData("some words", "")]
    [InlineData("", "")]
    [InlineData("caf\u00E9 \u00E9", "The model does not know \u00E9: it leaves it out")]
    [InlineData("A\U0001F600", "The model does not know A \U0001F600: it leaves them out")]
    [InlineData("0123456789", "The model does not know 0 1 2 3 4 5 6 7 and others: it leaves them out")]
    public void UnknownCharacters_AreNamed(string text, string notice)
    {
        var page = new TextPage();
        var unknown = new UnknownCharacters(page.Text);
        Assert.Equal("", unknown.Notice);
        page.Type(text);
        Assert.Equal(notice, unknown.Notice);
    }
}
