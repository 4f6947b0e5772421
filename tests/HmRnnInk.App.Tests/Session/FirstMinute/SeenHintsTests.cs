using HmRnnInk.App.Session.FirstMinute;

namespace HmRnnInk.App.Tests.Session.FirstMinute;

public sealed class SeenHintsTests : FolderTests
{
    private string Path => System.IO.Path.Combine(Folder, "new", "settings.json");

    [Fact]
    public void HintThatWasShown_IsRememberedInTheFile()
    {
        new SeenHints(Path).Add(Hint.Score);
        var next = new SeenHints(Path);
        Assert.True(next.Contains(Hint.Score));
        Assert.False(next.Contains(Hint.Help));
        Assert.False(next.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"HintsSeen\": 3")]
    [InlineData("{\"HintsSeen\": null}")]
    [InlineData("null")]
    public void DamagedFile_CountsAsMissingAndIsReplaced(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, content);
        var seen = new SeenHints(Path);
        Assert.True(seen.IsEmpty);
        seen.Add(Hint.Watch);
        Assert.True(new SeenHints(Path).Contains(Hint.Watch));
    }

    [Fact]
    public void FileThatCannotBeWritten_IsNoError()
    {
        File.WriteAllText(System.IO.Path.Combine(Folder, "new"), "a file where the folder would be");
        var seen = new SeenHints(Path);
        seen.Add(Hint.Watch);
        Assert.True(seen.Contains(Hint.Watch));
    }
}
