using HmRnnInk.App.Background;
using HmRnnInk.App.Tests.Documents;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

/// <summary>The menu of pages, by key and by pen.</summary>
public sealed class PageListTests : SavedPages
{
    private const int Width = 900, Height = 700;

    private readonly MenuCard _menu = new();
    private readonly LiveInk _ink;
    private readonly BackgroundWork _work = new(inline: true);
    private readonly List<string> _said = [];
    private readonly PageSaver _saver;
    private readonly PageList _pages;

    public PageListTests()
    {
        (_ink, _saver) = StartWithoutModel(Folder, autosave: false);
        _pages = new PageList(_saver, _menu, _work, TimeProvider.System, _said.Add, (title, text) => _said.Add($"{title}: {text}"));
        _menu.Window = (Width, Height);
        foreach (string name in (string[])["one", "two"]) DocumentFile.Write(PathOf(name), AnyDocument.Example);
        File.SetLastWriteTime(PathOf("one"), File.GetLastWriteTime(PathOf("two")).AddDays(-1)); // the newest is the first
        _pages.Show();
    }

    public override void Dispose()
    {
        _work.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Pages_HaveNamesAndPictures()
    {
        Assert.Equal(["two", "one"], _menu.Items.Select(item => item.Label));
        _menu.Items[0].Picture!();
        _work.Poll();
        InkThumbnail picture = Assert.IsType<InkThumbnail>(_menu.Items[0].Picture!());
        Assert.True(picture.Lines.Count > 5);
        Assert.All(picture.Lines, line => Assert.True(line is
        {
            X0: >= 0 and <= InkThumbnail.Width, X1: >= 0 and <= InkThumbnail.Width,
            Y0: >= 0 and <= InkThumbnail.Height, Y1: >= 0 and <= InkThumbnail.Height,
        }, $"{line}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RenamedPage_HasItsNewName_AndStaysSelected(bool byPen)
    {
        Press(InkKey.Down);
        if (byPen) Tap(MenuAction.Rename, row: 1);
        else Press(InkKey.F2);
        Retype("a letter");
        Assert.Equal("a letter", _menu.Editor?.Name);
        if (byPen) Tap(MenuAction.Rename, row: 1);
        else Press(InkKey.Enter);
        Assert.True(File.Exists(PathOf("a letter")));
        Assert.False(File.Exists(PathOf("one")));
        Assert.Equal("a letter", _menu.Items[_menu.Selected].Label);
    }

    [Theory]
    [InlineData(nameof(InkKey.Escape), "one")] // cancels
    [InlineData(nameof(InkKey.Enter), "two")] // another page has this name
    public void RenamingThatIsCancelledOrFails_ChangesNothing(string keyName, string name)
    {
        InkKey key = Enum.Parse<InkKey>(keyName);
        Press(InkKey.Down);
        Press(InkKey.F2);
        Retype(name);
        Press(key);
        Assert.Null(_menu.Editor);
        Assert.Equal(["one", "two"], Names());
        Assert.Equal(name == "two" ? 1 : 0, _said.Count);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("what?")]
    [InlineData("a\tb")]
    public void NameThatNoFileCanHave_IsAnError(string name)
    {
        _menu.Items[0].Rename!(name);
        Assert.Contains("A name cannot contain", Assert.Single(_said));
        Assert.Equal(["one", "two"], Names());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DeletedPage_ComesBack(bool byPen)
    {
        if (byPen) Tap(MenuAction.Delete, row: 0);
        else Press(InkKey.Delete);
        Assert.Equal(["one"], Names());
        Assert.Equal(["one", "Deleted pages"], _menu.Items.Select(item => item.Label));
        Press(InkKey.End);
        Press(InkKey.Enter);
        Assert.Equal(["two"], _menu.Items.Select(item => item.Label));
        Press(InkKey.Enter);
        Assert.Equal(["one", "two"], Names());
        Assert.Equal(["two", "one"], _menu.Items.Select(item => item.Label));
        Assert.Empty(_said);
    }

    [Fact]
    public void TwoDeletedPagesOfOneName_BothComeBack()
    {
        Press(InkKey.Delete);
        DocumentFile.Write(PathOf("two"), AnyDocument.Example);
        _pages.Show();
        Press(InkKey.Delete);
        Assert.Equal(["two", "two 2"], _saver.Folder.Deleted().Select(page => page.Name).Order(StringComparer.Ordinal));
        foreach (StoredPage page in _saver.Folder.Deleted()) _saver.Folder.Restore(page);
        Assert.Equal(["one", "two", "two 2"], Names());
    }

    [Fact]
    public void OpenPage_IsNotDeleted_AndItsSaveFollowsItsName()
    {
        Press(InkKey.Enter);
        Assert.Equal(PathOf("two"), _saver.Path);
        _pages.Show();
        Press(InkKey.Delete);
        Assert.Equal(["one", "two"], Names());
        Assert.Contains("open", Assert.Single(_said), StringComparison.Ordinal);

        _menu.Items[0].Rename!("other");
        Assert.Equal(PathOf("other"), _saver.Path);
        _ink.PenDown(new(200, 300, 1));
        _ink.PenUp(new(240, 300, 2));
        _saver.Save(copy: false);
        _saver.Update(3);
        _saver.Finish();
        Assert.Equal(["one", "other"], Names());
        Assert.True(DocumentFile.Read(PathOf("other")).Rows.Length > AnyDocument.Example.Rows.Length);
    }

    private string PathOf(string name) => Path.Combine(Folder, name + DocumentFile.Extension);

    private string[] Names() =>
        [.. Directory.GetFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private void Press(InkKey key) => _menu.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, key), 0);

    /// <summary>Replaces a name of three letters that is edited.</summary>
    private void Retype(string name)
    {
        for (int letter = 0; letter < 3; letter++) Press(InkKey.Backspace);
        foreach (char letter in name) _menu.Take(new InputEvent(InputKind.Character, 0, 0, 0, Character: letter), 0);
    }

    /// <summary>Taps the icon of a row.</summary>
    private void Tap(MenuAction action, int row)
    {
        for (float y = 0; y < Height; y += 4)
        {
            for (float x = Width; x > 0; x -= 4)
            {
                if (MenuPanel.RowAt(_menu, x, y) != row) continue;
                if (MenuPanel.ActionAt(_menu, x, y) != action) continue;
                _menu.Take(new InputEvent(InputKind.PenDown, x, y, 0), 0);
                return;
            }
        }

        Assert.Fail($"There is no place to {action} row {row}.");
    }
}
