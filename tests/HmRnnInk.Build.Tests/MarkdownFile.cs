using System.Text.RegularExpressions;

namespace HmRnnInk.Build.Tests;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    // Build output, pages written by programs, and pages of other projects.
    private static readonly string[] OtherFolders = ["bin", "obj", "out", "runs", "TestResults", "node_modules"];

    /// <summary>All pages of the repository.</summary>
    public static IEnumerable<MarkdownFile> All() => Under(Repository.Root);

    public static MarkdownFile Read(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)));

    /// <summary>The targets of links and pictures, without those in code.</summary>
    public IEnumerable<string> Links() => Link().Matches(Code().Replace(Text, "")).Select(match => match.Groups[1].Value);

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public HashSet<string> Anchors()
    {
        var anchors = new HashSet<string>();
        foreach (Match heading in Heading().Matches(CodeBlock().Replace(Text, "")))
        {
            string name = NotInAnchors().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            string free = name;
            for (int number = 1; !anchors.Add(free); number++) free = $"{name}-{number}";
        }

        return anchors;
    }

    private static IEnumerable<MarkdownFile> Under(string folder)
    {
        IEnumerable<MarkdownFile> here = Directory.EnumerateFiles(folder, "*.md")
            .Select(file => Read(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')));
        return here.Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => System.IO.Path.GetFileName(inner) is var name && name[0] != '.' && !OtherFolders.Contains(name))
            .SelectMany(Under));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
