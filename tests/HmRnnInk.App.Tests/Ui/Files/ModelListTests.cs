using HmRnnInk.App.Background;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

/// <summary>The list of models that have learnt the person's hand, used with keys.</summary>
public sealed class ModelListTests : FolderTests
{
    private readonly BackgroundWork _work = new(inline: true);
    private readonly MenuCard _menu = new();
    private readonly List<string> _said = [];
    private readonly LearntModels _learnt;
    private readonly SettingsFile _settings;
    private readonly RunningModel _running;
    private readonly ModelChooser _models;
    private readonly ModelList _list;

    public ModelListTests()
    {
        foreach (string name in (string[])["our hand", "your hand"])
        {
            HandlikeModel.Create(seed: 2, hidden: 8, layers: 2).Save(PathOf(name));
            string link = Uri.EscapeDataString(name);
            File.WriteAllText(PathOf(name, PublishedFiles.Card), $"# {name}\n\n![Samples]({link}{PublishedFiles.Samples})\n");
            File.WriteAllText(PathOf(name, PublishedFiles.Samples), "a picture");
        }

        var first = OpenedModel.Read(PathOf("our hand"));
        _learnt = new LearntModels(Folder);
        _settings = new SettingsFile(Path.Combine(Folder, "settings.json"));
        _running = new RunningModel(Open(first, []), inline: true);
        _models = new ModelChooser(_work, null, new StyleFolder(Path.Combine(Folder, "styles")), _running, Open, _learnt, _settings);
        _models.Begin(new StartModel(first, IsDefault: false));
        _list = new ModelList(_models, _learnt, _menu, _work, TimeProvider.System, () => { }, _said.Add);
    }

    public override void Dispose()
    {
        _work.Dispose();
        _running.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Models_AreListedWithWhatTheyWrite()
    {
        _list.Show();
        Assert.Equal(["our hand", "your hand"], Labels);
        Assert.Equal("in use", _menu.Items[0].Detail);
        Assert.StartsWith("learnt today", _menu.Items[1].Detail);
        _ = _menu.Items[1].Picture!(); // begins to draw it
        _work.Poll();
        Assert.NotEmpty(_menu.Items[1].Picture!()!.Lines);
    }

    [Fact]
    public void ModelThatIsChosen_IsUsed()
    {
        _list.Show();
        Press(InkKey.Down, InkKey.Enter);
        _work.Poll();
        Assert.Equal("your hand", _models.Name);
    }

    [Fact]
    public void ModelInUse_IsRenamedWithItsCardAndPictures_AndStaysInUse()
    {
        _list.Show();
        Press(InkKey.F2);
        for (int letter = 0; letter < "our hand".Length; letter++) Press(InkKey.Backspace);
        foreach (char letter in "zoe") _menu.Take(new InputEvent(InputKind.Character, 0, 0, 0, Character: letter), 0);
        Press(InkKey.Enter);
        _work.Poll();
        Assert.Equal(["your hand", "zoe"], Labels);
        Assert.Equal(1, _menu.Selected);
        Assert.Equal("in use", _menu.Items[1].Detail);
        Assert.Equal(("zoe", PathOf("zoe")), (_models.Name, _settings.LastModel));
        Assert.NotNull(_models.Opened!.ReadWeights());
        Assert.Equal("# zoe\n\n![Samples](zoe.samples.png)\n", File.ReadAllText(PathOf("zoe", PublishedFiles.Card)));
        Assert.True(File.Exists(PathOf("zoe", PublishedFiles.Samples)));
        Assert.False(File.Exists(PathOf("our hand", PublishedFiles.Card)));
    }

    [Theory]
    [InlineData("your hand", "already a file")]
    [InlineData("a/b", "cannot contain")]
    public void NameThatIsUsedOrImpossible_IsAnError(string name, string expected)
    {
        _list.Show();
        _menu.Items[0].Rename!(name);
        Assert.Contains(expected, Assert.Single(_said));
        Assert.Equal([PathOf("our hand"), PathOf("your hand")], _learnt.Files());
    }

    [Fact]
    public void ModelInUse_IsNotDeleted()
    {
        _list.Show();
        Press(InkKey.Delete);
        Assert.Contains("“our hand” is in use", Assert.Single(_said));
        Assert.Equal(2, _learnt.Files().Length);
    }

    [Fact]
    public void DeletedModel_ComesBackWithItsCard()
    {
        _list.Show(selected: 1);
        Press(InkKey.Delete);
        Assert.Equal(["our hand", "Deleted models"], Labels);
        Assert.False(File.Exists(PathOf("your hand", PublishedFiles.Card)));
        _models.Refresh();
        _work.Poll();
        Assert.Equal(["our hand"], _models.Models.Select(model => model.Name));

        Press(InkKey.Down, InkKey.Enter);
        Assert.Equal(["your hand"], Labels);
        Press(InkKey.Enter);
        Assert.Equal(["our hand", "your hand"], Labels);
        Assert.Equal(1, _menu.Selected);
        Assert.True(File.Exists(PathOf("your hand", PublishedFiles.Card)));
        Assert.Empty(_learnt.Deleted());
    }

    [Fact]
    public void WithoutAModel_ANoticeSaysHowToGetOne()
    {
        new ModelList(_models, new LearntModels(Path.Combine(Folder, "none")), _menu, _work, TimeProvider.System, () => { }, _said.Add)
            .Show();
        Assert.False(_menu.IsShown);
        Assert.Contains("Ctrl L", Assert.Single(_said));
    }

    private string[] Labels => [.. _menu.Items.Select(item => item.Label)];

    private string PathOf(string name, string ending = PublishedFiles.Model) => Path.Combine(Folder, name + ending);

    private static ReadingEngine Open(OpenedModel model, PenOffset[] style) => new(new SimdStepEngine(model.Packed), new Random(1), style);

    private void Press(params InkKey[] keys)
    {
        foreach (InkKey key in keys) _menu.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, key), 0);
    }
}
