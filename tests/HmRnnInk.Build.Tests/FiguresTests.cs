using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HmRnnInk.Build.Tests;

/// <summary>
/// Checks that the nats per line in texts that people wrote were measured by a command. These figures have three or four digits and one
/// decimal.
/// </summary>
public partial class FiguresTests
{
    /// <summary>Tables and cards that commands write.</summary>
    private static readonly Lazy<HashSet<string>> Measured = new(() =>
    [
        .. MarkdownFile.All().Where(page => page.Path.StartsWith("docs/results/") || page.Path.StartsWith("models/"))
            .SelectMany(page => Figures(page.Text)),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "experiments"), "*.json", SearchOption.AllDirectories)
            .SelectMany(file => Numbers(JsonDocument.Parse(File.ReadAllText(file)).RootElement)),
    ]);

    public static TheoryData<string> Pages =>
    [
        .. MarkdownFile.All().Select(page => page.Path)
            .Where(path => path is "README.md" or "docs/research/results.md" or "docs/research/earlier-results.md"
                || path.StartsWith("docs/guide/")),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void NatsInATextOfAPage_WereMeasured(string path)
    {
        string[] unknown = [.. Passages(MarkdownFile.Read(path).Text).SelectMany(passage => Unknown(passage).Select(figure =>
            $"{path}: {figure} is in no table of docs/results, no model card and no result of experiments/: "
            + $"'{passage.Trim()[..Math.Min(passage.Trim().Length, 90)]}…'"))];
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void FigureWithoutASource_IsFound()
    {
        Assert.Equal(["4321.5"], Unknown("| mine | 1128.8 | 4321.5 |"));
        Assert.Empty(Unknown("| mine, not kept | 4321.5 |"));
        Assert.Empty(Unknown("| mine | 4321.5 | 2026-11-23 21:20 |"));
        Assert.Empty(Unknown("178.3 million points"));
    }

    /// <summary>
    /// Figures of a run that is not in the repository can only be marked: by the time of the code that made them, by the log, or by the
    /// words "not kept". A passage that names a file of experiments/ may have the figures of that file.
    /// </summary>
    private static IEnumerable<string> Unknown(string passage)
    {
        if (passage.Contains("not kept") || passage.Contains("log.md") || TimeOfCode().IsMatch(passage)) return [];
        HashSet<string> named = [.. MeasurementFile().Matches(passage).SelectMany(match =>
            File.ReadLines(Path.Combine(Repository.Root, match.Value))
                .SelectMany(line => Numbers(JsonDocument.Parse(line).RootElement)))];
        return Figures(passage).Where(figure => !Measured.Value.Contains(figure) && !named.Contains(figure));
    }

    /// <summary>Rows of tables, items of lists, and paragraphs.</summary>
    private static IEnumerable<string> Passages(string text) =>
        PassageEnd().Split(text).SelectMany(block => block.TrimStart().StartsWith('|') ? block.Split('\n') : [block]);

    private static IEnumerable<string> Figures(string text) => Figure().Matches(text).Select(match => match.Value);

    private static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Number => [element.GetDouble().ToString("F1", CultureInfo.InvariantCulture)],
        _ => [],
    };

    [GeneratedRegex(@"(?<![\d.,])\d{3,4}\.\d(?!\d| million| M\b)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*- )")]
    private static partial Regex PassageEnd();

    [GeneratedRegex(@"\| \d{4}-\d{2}-\d{2} \d{2}:\d{2} \|")]
    private static partial Regex TimeOfCode();

    [GeneratedRegex(@"experiments/[\w./-]+\.jsonl?")]
    private static partial Regex MeasurementFile();
}
