using HmRnnInk.App.Background;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

/// <summary>The list of styles.</summary>
public sealed class StyleListTests : FolderTests
{
    private readonly BackgroundWork _work = new(inline: true);
    private readonly MenuCard _menu = new();
    private readonly List<string> _said = [];
    private readonly StyleList _list;

    public StyleListTests()
    {
        foreach ((string name, string bundled, int day) in ((string, string, int)[])[("a", "round", 1), ("b", "wide", 2)])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Styles", bundled + ".inkml"), PathOf(name));
            File.SetLastWriteTimeUtc(PathOf(name), new DateTime(2026, 5, day, 0, 0, 0, DateTimeKind.Utc));
        }

        var styles = new StyleFolder(Folder);
        var models = new ModelChooser(
            _work, null, styles, null, (_, _) => throw new InvalidOperationException(), new LearntModels(Path.Combine(Folder, "none")),
            new SettingsFile(Path.Combine(Folder, "settings.json")));
        _list = new StyleList(models, styles, _menu, _work, () => { }, _said.Add);
    }

    public override void Dispose()
    {
        _work.Dispose();
        base.Dispose();
    }

    [Fact]
    public void RenamedStyle_IsSelectedAtItsNewPlace()
    {
        _list.Show();
        _menu.Items[0].Rename!("z");
        Assert.Equal(["b", "z"], Labels);
        Assert.Equal(1, _menu.Selected);
    }

    [Fact]
    public void NameThatIsTaken_IsAnError()
    {
        _list.Show();
        _menu.Items[0].Rename!("b");
        Assert.Contains("already a file", Assert.Single(_said));
        Assert.Equal(["a", "b"], Labels);
    }

    [Fact]
    public void DeletedStyle_ComesBack_AndIsSelected()
    {
        _list.Show();
        _menu.Items[1].Delete!();
        Assert.Equal(["a", "Deleted styles"], Labels);
        _menu.Items[1].Choose();
        Assert.Equal(["b"], Labels);
        _menu.Items[0].Choose();
        Assert.Equal(["a", "b"], Labels);
        Assert.Equal(1, _menu.Selected);
    }

    [Fact]
    public void StyleWithTheNameOfADeletedOne_ShowsItsOwnInk()
    {
        _list.Show();
        InkThumbnail first = Picture(0), second = Picture(1);
        _menu.Items[0].Delete!();
        _menu.Items[0].Rename!("a");
        Assert.Equal(second.Lines, Picture(0).Lines);
        Assert.NotEqual(first.Lines, second.Lines);
    }

    private string[] Labels => [.. _menu.Items.Select(item => item.Label)];

    private string PathOf(string name) => Path.Combine(Folder, name + ".inkml");

    private InkThumbnail Picture(int item)
    {
        _ = _menu.Items[item].Picture!(); // begins to draw it
        _work.Poll();
        return _menu.Items[item].Picture!()!;
    }
}
