using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HmRnnInk.Build.Tests;

/// <summary>Files that state the same fact agree: the version, and the terms of the models.</summary>
public partial class SharedFactsTests
{
    private const string ModelTerms = "Models trained on IAM-OnDB are for non-commercial research only, as the database itself is";

    private static string Version => XDocument.Load(InRepository("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void Citation_HasTheVersionOfTheBuild() =>
        Assert.Contains($"version: {Version}", File.ReadAllLines(InRepository("CITATION.cff")));

    [Fact]
    public void NewestEntryOfTheChangelog_IsTheVersionOfTheBuild()
    {
        string newest = File.ReadLines(InRepository("CHANGELOG.md")).First(line => line.StartsWith("## "));
        string release = Version.Split('-')[0];

        // A released version has its date, and a version in development the suffix -dev.
        string state = Version == release ? @"\d{4}-\d\d-\d\d" : "not released yet";
        Assert.Matches($"^## {Regex.Escape(release)}, {state}$", newest);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("models/LICENSE.md")]
    [InlineData("models/iam-ondb-3x400.md")]
    [InlineData("models/iam-ondb-4x128.md")]
    [InlineData("models/iam-ondb-4x400.md")]
    [InlineData("models/recogniser/README.md")]
    [InlineData("build/package-readme.txt")]
    [InlineData("src/HmRnnInk.Trainer/CardData.cs")]
    public void TermsOfTheModels_AreOneSentence(string path) =>
        Assert.Contains(ModelTerms, Spaces().Replace(File.ReadAllText(InRepository(path)), " "));

    private static string InRepository(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
