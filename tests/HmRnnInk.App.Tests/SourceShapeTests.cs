namespace HmRnnInk.App.Tests;

/// <summary>Sources stay readable: short files and lines that fit a window.</summary>
public class SourceShapeTests
{
    private const int MaximumColumns = 140, MaximumAppLines = 250;

    private static readonly string[] Extensions =
        [".awk", ".cmd", ".cs", ".csproj", ".frag", ".glsl", ".props", ".ps1", ".py", ".sh", ".targets", ".vert", ".yml"];

    // Folders of build output, of files that programs write, and of other projects.
    private static readonly string[] OtherFolders = ["bin", "obj", "out", "runs", "TestResults", "node_modules"];

    public static TheoryData<string> Kinds => [.. Extensions];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lines_FitTheWindow(string extension)
    {
        string[] files = [.. Sources(Repository.Root).Where(file => Path.GetExtension(file) == extension)];
        Assert.NotEmpty(files);
        string[] tooLong = [.. files.SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (line.Length, At: $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}"))
            .Where(line => line.Length > MaximumColumns).Select(line => $"{line.At} has {line.Length} columns"))];
        Assert.True(
            tooLong.Length == 0,
            $"{tooLong.Length} lines are longer than {MaximumColumns} columns: {string.Join("; ", tooLong.Take(20))}");
    }

    [Fact]
    public void FilesOfTheApp_AreShort() => Assert.All(
        Sources(Path.Combine(Repository.Root, "src", "HmRnnInk.App")).Where(file => Path.GetExtension(file) == ".cs"),
        file => Assert.InRange(File.ReadLines(file).Count(), 1, MaximumAppLines));

    /// <returns>The files under a folder, without built ones. Of hidden folders only <c>.github</c> has files of ours.</returns>
    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => Path.GetFileName(inner) is var name && (name[0] != '.' || name == ".github") && !OtherFolders.Contains(name))
            .SelectMany(Sources));
}
