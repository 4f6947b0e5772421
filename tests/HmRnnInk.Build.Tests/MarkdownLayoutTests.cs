using System.Text.RegularExpressions;

namespace HmRnnInk.Build.Tests;

/// <summary>The lines of Markdown pages are not too long for an editor, and long pages begin with a table of contents.</summary>
public partial class MarkdownLayoutTests
{
    private const int MaximumColumns = 140;

    [Theory]
    [InlineData("docs/guide/guide.md")]
    [InlineData("docs/research/results.md")]
    [InlineData("docs/research/earlier-results.md")]
    [InlineData("docs/research/log.md")]
    public void ContentsOfALongPage_ListItsHeadingsInOrder(string path)
    {
        MarkdownFile page = MarkdownFile.Read(path);
        string contents = page.Text[..page.Text.IndexOf("\n## ", StringComparison.Ordinal)];

        Assert.Equal(
            Heading().Matches(page.Text).Select(match => match.Groups[1].Value),
            Entry().Matches(contents).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Prose_IsWrapped()
    {
        // Cards and the tables of results are written by commands. Rows of tables, pictures and links cannot be wrapped.
        string[] wide =
        [
            .. MarkdownFile.All().Where(page => !page.Path.StartsWith("models/iam") && !page.Path.StartsWith("docs/results/"))
                .SelectMany(page => page.Text.Split('\n').Select((line, index) => (Line: line, Place: $"{page.Path}, line {index + 1}")))
                .Where(line => !line.Line.TrimStart().StartsWith('|') && !line.Line.StartsWith("!["))
                .Where(line => Target().Replace(line.Line, "").Length > MaximumColumns)
                .Select(line => $"{line.Place}: more than {MaximumColumns} columns"),
        ];
        Assert.True(wide.Length == 0, string.Join('\n', wide));
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^- \[(.*)\]\(#.*\)$", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Target();
}
