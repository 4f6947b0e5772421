using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests;

/// <summary>Sources stay readable: short files and lines that fit a window.</summary>
public class SourceShapeTests
{
    private const int MaximumColumns = 140, MaximumAppLines = 250;

    [Fact]
    public void Lines_FitTheWindow()
    {
        string[] tooLong = [.. Sources("src").Concat(Sources("tests")).SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (Length: line.Length, At: $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}"))
            .Where(line => line.Length > MaximumColumns).Select(line => $"{line.At} has {line.Length} columns"))];
        Assert.True(
            tooLong.Length == 0,
            $"{tooLong.Length} lines are longer than {MaximumColumns} columns: {string.Join("; ", tooLong.Take(20))}");
    }

    [Fact]
    public void FilesOfTheApp_AreShort() => Assert.All(
        Sources(Path.Combine("src", "HmRnnInk.App")),
        file => Assert.InRange(File.ReadLines(file).Count(), 1, MaximumAppLines));

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
