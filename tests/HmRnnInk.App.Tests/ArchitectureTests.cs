using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace HmRnnInk.App.Tests;

/// <summary>The app's folders are its data flow: references point one way, as docs/dev/architecture.md draws them.</summary>
public class ArchitectureTests
{
    private const string Root = "HmRnnInk.App";

    private static readonly Assembly App = typeof(InkApp).Assembly;

    /// <summary>Each folder with those that it may see. A new folder needs a line here.</summary>
    public static TheoryData<string, string> Arrows { get; } = new()
    {
        { "Input", "" },
        { "Background", "" },
        { "Page", "" },
        { "Colours", "" },
        { "Host", "Input" },
        { "Commands", "Input" },
        { "Inference", "Page Background" },
        { "Session", "Input Colours Page Background Commands Inference" },
        { "View", "Input Page Session" },
        { "Canvas", "Page Colours Inference Session" },
        { "Documents", "Page Colours Background Commands Inference Session View Canvas" },
        { "Learning", "Background Commands Documents" },
        { "Ui", "Input Host Page Colours Background Commands Inference Session View Canvas Documents Learning" },
        { "Options", "Page Colours Commands Inference Session Documents Learning Ui Host" },
        { "Watch", "Input Host Page Colours Background Commands Inference Session Canvas Ui Options" },
        { "Measure", "Input Page Commands Inference Session View" },
        { "Bench", "Input Host Page Session Canvas Ui Options" },
    };

    private static IEnumerable<string> Folders => Arrows.Select(row => row.Data.Item1);

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Folder_SeesOnlyThoseBelowIt(string folder, string maySee)
    {
        string[] seen = maySee.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] others = [.. Folders.Where(other => other != folder && !seen.Contains(other)).Select(other => $"{Root}.{other}")];
        NetArchTest.Rules.TestResult result = Types.InAssembly(App).That().ResideInNamespace($"{Root}.{folder}")
            .ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(
            result.IsSuccessful,
            $"{folder} must not see {string.Join(", ", others)}; these do: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    /// <summary>
    /// The assembly does not show which file names constants of another folder, or types of it in comments, but such a file has a using.
    /// </summary>
    [Theory]
    [MemberData(nameof(Arrows))]
    public void Usings_AreOfFoldersBelow(string folder, string maySee)
    {
        string[] allowed = [folder, .. maySee.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var wrong =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", Root, folder), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            let used = Regex.Match(line, $@"^using .*\b{Regex.Escape(Root)}\.(\w+)")
            where used.Success && !allowed.Contains(used.Groups[1].Value)
            select $"{Path.GetFileName(file)}: {line}";
        Assert.Empty(wrong);
    }

    /// <summary>The loop and the other types outside folders see every folder. Only the folders of two commands see them.</summary>
    [Fact]
    public void TypesOutsideFolders_AreSeenOnlyByCommands()
    {
        string[] outside = [.. App.GetTypes().Where(type => type.Namespace == Root && !type.IsNested).Select(type => type.FullName!)];
        Assert.Contains(typeof(InkApp).FullName, outside);
        IEnumerable<string> seeing = Folders.Except(["Bench", "Measure"]).Where(folder =>
            !Types.InAssembly(App).That().ResideInNamespace($"{Root}.{folder}").ShouldNot().HaveDependencyOnAny(outside).GetResult()
                .IsSuccessful);
        Assert.Empty(seeing);
    }

    [Fact]
    public void EveryFolder_HasItsArrows()
    {
        IEnumerable<string> folders = App.GetTypes().Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith(Root + ".", StringComparison.Ordinal))
            .Select(name => name[(Root.Length + 1)..].Split('.')[0]).Distinct();
        Assert.Equal(Folders.Order(), folders.Order());
    }

    /// <summary>Folders within folders see each other one way, too.</summary>
    [Fact]
    public void Namespaces_FormNoCycle()
    {
        string[] left = [.. App.GetTypes().Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith(Root + ".", StringComparison.Ordinal)).Distinct()];
        // A namespace that sees none of the others left, or that none of them sees, is in no cycle.
        while (left.Where(name => !Sees(name, left)).ToArray() is { Length: > 0 } free) left = [.. left.Except(free)];
        while (left.Where(name => !left.Any(other => Sees(other, [name]))).ToArray() is { Length: > 0 } free) left = [.. left.Except(free)];
        Assert.Empty(left);
    }

    /// <returns>Whether a type or a file of a namespace, without the namespaces within it, refers to one of the others.</returns>
    private static bool Sees(string name, IEnumerable<string> others)
    {
        string[] seen = [.. others.Where(other => other != name)];
        if (seen.Length == 0) return false;
        string[] types = [.. App.GetTypes().Where(type => seen.Contains(type.Namespace) && !type.IsNested).Select(type => type.FullName!)];
        string folder = Path.Combine(Repository.Root, "src", Root, name[(Root.Length + 1)..].Replace('.', Path.DirectorySeparatorChar));
        return Directory.EnumerateFiles(folder, "*.cs").SelectMany(File.ReadLines).Any(line => seen.Any(other => line == $"using {other};"))
            || !Types.InAssembly(App).That().ResideInNamespaceMatching($"^{Regex.Escape(name)}$")
                .ShouldNot().HaveDependencyOnAny(types).GetResult().IsSuccessful;
    }

    [Fact]
    public void Arrows_PointOneWay()
    {
        // In an order in which each folder sees only earlier ones there is no cycle.
        List<(string Folder, string[] Sees)> left =
            [.. Arrows.Select(row => (row.Data.Item1, row.Data.Item2.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        while (left.Count > 0)
        {
            int count = left.RemoveAll(row => row.Sees.All(seen => left.All(other => other.Folder != seen)));
            Assert.True(count > 0, $"a cycle among {string.Join(", ", left.Select(row => row.Folder))}");
        }
    }
}
