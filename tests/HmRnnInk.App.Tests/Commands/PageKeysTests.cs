using System.Text.RegularExpressions;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Tests.Played;

namespace HmRnnInk.App.Tests.Commands;

public class PageKeysTests
{
    [Fact]
    public void EveryKey_IsThatOfACommand()
    {
        KeyChord[] bound = [.. PlayedApp.Commands().Rows.SelectMany(row => row.Commands).SelectMany(command => command.Chords)];
        Assert.All(typeof(PageKeys).GetProperties(), key => Assert.Contains((KeyChord)key.GetValue(null)!, bound));
    }

    /// <summary>A text that spells out a key would be wrong after the key changes.</summary>
    [Fact]
    public void NoText_NamesAKeyByHand()
    {
        const string Key = "\\b(Ctrl|Shift|Alt) [A-Z]\\b|\\bF\\d+\\b|[←→↑↓]|\\bEsc\\b|[Pp]ress [A-Z]|\\([A-Z]\\)$"
            + "|^(Space|Tab|Del|[B-Z])[ :]|· [A-Z]\\b";
        IEnumerable<string> wrong =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "HmRnnInk.App"), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "KeyChord.cs"
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from Match text in Regex.Matches(line, "\"([^\"]*)\"")
            where Regex.IsMatch(text.Groups[1].Value, Key)
            select $"{Path.GetFileName(file)}: {text.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Text_NamesTheKeysOfAChord() => Assert.Equal(
        "Ctrl S, →, Del", string.Join(", ", KeyChord.Control(InkKey.S), (KeyChord)InkKey.Right, (KeyChord)InkKey.Delete));
}
