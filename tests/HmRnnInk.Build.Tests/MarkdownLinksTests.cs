namespace HmRnnInk.Build.Tests;

/// <summary>Links between pages of the documentation, and to pictures.</summary>
public class MarkdownLinksTests
{
    [Fact]
    public void RelativeLinks_LeadToFilesAndHeadings()
    {
        MarkdownFile[] pages = [.. MarkdownFile.All()];
        Assert.Contains(pages, page => page.Path == "README.md");
        string[] broken = [.. pages.SelectMany(Broken)];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Fact]
    public void EveryPageOfTheDocumentation_IsInItsIndex()
    {
        MarkdownFile index = MarkdownFile.Read("docs/README.md");
        string[] listed = [.. index.Links().Select(link => "docs/" + link.Split('#')[0])];
        string[] missing = [.. MarkdownFile.All().Select(page => page.Path)
            .Where(path => path.StartsWith("docs/") && path != index.Path && !path.StartsWith("docs/results/") && !listed.Contains(path))];
        Assert.True(missing.Length == 0, $"docs/README.md does not list {string.Join(", ", missing)}");
    }

    private static IEnumerable<string> Broken(MarkdownFile page)
    {
        foreach (string link in page.Links().Where(link => !link.Contains(':')))
        {
            string[] parts = link.Split('#');
            string folder = Path.GetDirectoryName(page.Path)!;
            string target = parts[0].Length == 0 ? page.Path : Path.Combine(folder, parts[0]);
            string full = Path.GetFullPath(target, Repository.Root);
            if (!Path.Exists(full)) yield return $"{page.Path} links to {link}, which does not exist";
            else if (parts.Length > 1 && !MarkdownFile.Read(target).Anchors().Contains(parts[1]))
                yield return $"{page.Path} links to {link}, but that page has no such heading";
        }
    }
}
