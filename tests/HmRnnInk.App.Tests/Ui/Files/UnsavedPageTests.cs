using HmRnnInk.App.Tests.Documents;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

/// <summary>Closing the window while the page cannot be saved.</summary>
public sealed class UnsavedPageTests : SavedPages
{
    private readonly MenuCard _menu = new();
    private readonly LiveInk _ink;
    private readonly PageSaver _saver;
    private int _closed;

    public UnsavedPageTests()
    {
        File.WriteAllText(Path.Combine(Folder, "pages"), ""); // a file in place of the folder, like a disk that cannot be written to
        (_ink, _saver) = StartWithoutModel(Path.Combine(Folder, "pages"));
    }

    [Fact]
    public void EmptyPage_Closes() => Assert.True(TrySave());

    [Fact]
    public void PageThatCannotBeAutosaved_KeepsTheWindowOpenAndAsks()
    {
        Stroke(_ink, 200);
        Assert.False(TrySave());
        Assert.Equal(0, _closed);
        Assert.Equal("This page could not be saved", _menu.Title);
        Assert.Equal("Try again", _menu.Items[0].Label);
        _menu.Items[^1].Choose(); // Cancel
        Assert.Equal(0, _closed);
        Assert.False(TrySave());
    }

    [Fact]
    public void DiskWithSpaceAgain_GetsTheAutosave()
    {
        Stroke(_ink, 200);
        Assert.False(TrySave());
        File.Delete(Path.Combine(Folder, "pages"));
        _menu.Items[0].Choose();
        Assert.Equal(1, _closed);
        Assert.True(TrySave());
        _saver.Dispose();
        Assert.Equal(_ink.Rows.Count, Assert.Single(_saver.Folder.Pages()).Rows);
    }

    [Fact]
    public void PageThatThePersonGivesUp_Closes()
    {
        Stroke(_ink, 200);
        Assert.False(TrySave());
        Assert.Single(_menu.Items, item => item.Label == "Quit without this page").Choose();
        Assert.Equal(1, _closed);
        Assert.True(TrySave());
    }

    [Fact]
    public void PageSavedInAnotherFolder_Closes()
    {
        Stroke(_ink, 200);
        Assert.False(TrySave());
        string other = Path.Combine(Folder, "other");
        string? path = _saver.SaveIn(other); // what the items of the menu do with their folders
        Assert.Equal(other, Path.GetDirectoryName(path));
        Assert.Equal(_ink.Rows.Count, DocumentFile.Read(path!).Rows.Length);
        Assert.True(TrySave());
    }

    private bool TrySave() => UnsavedPage.TrySave(_saver, _menu, () => _closed++);
}
