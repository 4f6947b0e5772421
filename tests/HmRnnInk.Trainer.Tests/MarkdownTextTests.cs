namespace HmRnnInk.Trainer.Tests;

public class MarkdownTextTests
{
    [Fact]
    public void TextOfAModelFile_IsNeitherHtmlNorAHeadingNorALink()
    {
        string plain = MarkdownText.Plain("x <script>alert(1)</script>\n# heading\r\n![p](http://e.example/p.png) `code` & *more*");

        Assert.DoesNotContain('<', plain);
        Assert.DoesNotContain('\n', plain);
        Assert.DoesNotContain('\r', plain);
        Assert.Contains("&lt;script&gt;", plain);
        Assert.Contains("\\# heading  \\!\\[p\\]\\(http\\:\\/\\/e.example\\/p.png\\) \\`code\\` &amp; \\*more\\*", plain);
    }

    [Theory]
    [InlineData("3f290ee-dirty 1.0")]
    [InlineData("größer")]
    public void OrdinaryText_StaysAsItIs(string text) => Assert.Equal(text, MarkdownText.Plain(text));

    [Fact]
    public void EndlessText_IsCut() => Assert.True(MarkdownText.Plain(new string('n', 1_000_000)).Length < 200);
}
