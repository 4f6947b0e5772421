using HmRnnInk.App.Background;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Session.Models;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Session.Models;

public sealed class ModelChooserTests : FolderTests
{
    private readonly BackgroundWork _work = new(inline: true);
    private readonly RunningModel _running;
    private readonly ModelChooser _models;
    private readonly LiveInk _ink;
    private readonly StyleFolder _styles;
    private readonly SettingsFile _settings;

    public ModelChooserTests()
    {
        Save("a", layers: 3, seed: 1);
        Save("b", layers: 2, seed: 2);
        File.WriteAllText(Path.Combine(Folder, "c-broken.safetensors"), "not a model");
        _settings = new SettingsFile(Path.Combine(Folder, "settings.json"));
        _styles = new StyleFolder(Path.Combine(Folder, "styles"));
        var first = OpenedModel.Read(PathOf("a"));
        _running = new RunningModel(Open(first, []), inline: true);
        _models = new ModelChooser(_work, Folder, _styles, _running, Open, new LearntModels(OwnFolder), _settings);
        _models.Begin(new StartModel(first, IsDefault: true));
        _ink = new LiveInk(_running, TestPage.Layout, new LiveSettings(), 0.2f);
        Refresh();
    }

    private string OwnFolder => Path.Combine(Folder, "own");

    public override void Dispose()
    {
        _work.Dispose();
        _running.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Folder_IsListedWithTheFaultsOfItsFiles()
    {
        Assert.Equal(["a", "b", "c-broken"], _models.Models.Select(option => option.Name));
        Assert.Equal([true, true, false], _models.Models.Select(option => option.Fault is null));
        Assert.Contains("MB", _models.Models[0].Detail);
        Assert.False(string.IsNullOrWhiteSpace(_models.Models[2].Fault));
        Assert.Equal(0, _models.Model);
    }

    [Fact]
    public void OtherModel_RereadsThePage_AndTheInkStays()
    {
        Write();
        PageRow[] before = [.. _ink.Rows];
        Choose(1);
        Assert.Equal((1, "b"), (_models.Model, _models.Name));
        Assert.Equal(2, _ink.Layers);
        Assert.Equal(before.Select(row => (row.X, row.Y, row.Offset)), _ink.Rows.Select(row => (row.X, row.Y, row.Offset)));
        Assert.Equal(_ink.Rows.Count, _ink.TracedRows);
        Assert.NotEqual(before.Select(row => row.Trace), _ink.Rows.Select(row => row.Trace));
        Choose(0);
        Assert.Equal(before.Select(row => row.Trace), _ink.Rows.Select(row => row.Trace));
    }

    [Fact]
    public void ModelOfAnotherFolder_StaysInTheListWhenAnotherIsChosen()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;
        string elsewhere = Path.Combine(folder, "a-model-with-a-name-that-no-list-has-room-for.safetensors");
        File.Copy(PathOf("b"), elsewhere);
        _models.Begin(new StartModel(OpenedModel.Read(elsewhere), IsDefault: false));
        Refresh();
        Assert.Equal(4, _models.Models.Count);
        Assert.Equal(0, _models.Model);
        Assert.InRange(_models.Models[0].Name.Length, 10, ModelEntry.LongestName);
        Choose(1);
        Refresh();
        Assert.Equal(4, _models.Models.Count);
        Assert.Equal(1, _models.Model);
    }

    [Fact]
    public void OwnModels_AreListedLast_AndOneCanBeUsedByItsFile()
    {
        string own = Path.Combine(Directory.CreateDirectory(OwnFolder).FullName, "a hand.safetensors");
        File.Copy(PathOf("b"), own);
        Refresh();
        Assert.Equal(["a", "b", "c-broken", "a hand"], _models.Models.Select(option => option.Name));
        Assert.Contains("learnt your hand", _models.Models[3].Detail);
        bool used = false;
        _models.UseFile(own, () => used = true);
        Poll();
        Assert.True(used);
        Assert.Equal((3, "a hand"), (_models.Model, _models.Name));
    }

    [Fact]
    public void OwnModel_IsNotTheOneThatTakesOverToWriteTexts()
    {
        SaveWithTexts(PathOf("writes"), nats: 900);
        SaveWithTexts(Path.Combine(Directory.CreateDirectory(OwnFolder).FullName, "a hand.safetensors"), nats: 1500);
        Refresh();
        Assert.Equal("writes", _models.Models[_models.TextModel].Name);
    }

    [Fact]
    public void ModelInUse_IsRememberedUnlessItIsTheDefault()
    {
        Assert.Null(_settings.LastModel);
        Choose(1);
        Assert.Equal(PathOf("b"), _settings.LastModel);
        _models.Begin(new StartModel(OpenedModel.Read(PathOf("a")), IsDefault: false, "why not b"));
        Assert.Equal((PathOf("a"), "why not b"), (_settings.LastModel, _models.TakeFault()));
        _models.Begin(new StartModel(OpenedModel.Read(PathOf("a")), IsDefault: true));
        Assert.Null(_settings.LastModel);
    }

    [Fact]
    public void ModelThatCanNoLongerBeRead_IsReported_AndTheCurrentOneStays()
    {
        Write();
        File.WriteAllText(PathOf("b"), "not a model any more");
        Choose(1);
        Assert.Equal((0, "a"), (_models.Model, _models.Name));
        Assert.Contains("b.safetensors", _models.TakeFault());
        Assert.Null(_models.TakeFault());
        Assert.Equal(_ink.Rows.Count, _ink.TracedRows);
    }

    [Fact]
    public void Style_ChangesTheReadingOfThePage_AndNoStyleRestoresIt()
    {
        Write();
        RowTrace?[] before = [.. _ink.Rows.Select(row => row.Trace)];
        _styles.Save(_ink.Rows, DateTimeOffset.UnixEpoch);
        Refresh();
        Assert.Equal(2, _models.Styles.Count);
        _models.ChooseStyle(1, _ink.Opened.Reread);
        Poll();
        Assert.Equal(1, _models.Style);
        Assert.NotEqual(before, _ink.Rows.Select(row => row.Trace));
        Assert.Equal(_ink.Rows.Count, _ink.TracedRows);
        _models.ChooseStyle(0, _ink.Opened.Reread);
        Poll();
        Assert.Equal(before, _ink.Rows.Select(row => row.Trace));
    }

    [Fact]
    public void ChangesDuringAnotherChange_AreMadeAfterIt()
    {
        Write();
        _styles.Save(_ink.Rows, DateTimeOffset.UnixEpoch);
        Refresh();
        _models.ChooseModel(1, _ink.Opened.Reread);
        _models.ChooseStyle(1, _ink.Opened.Reread);
        _models.ChooseModel(0, _ink.Opened.Reread);
        Poll();
        Assert.Equal(("a", 1), (_models.Name, _models.Style));
        Assert.NotEmpty(_models.Prime);
        _models.ChooseStyle(0, _ink.Opened.Reread);
        _models.ChooseStyle(1, _ink.Opened.Reread);
        _models.ChooseModel(1, _ink.Opened.Reread);
        Poll();
        Assert.Equal(("b", 1), (_models.Name, _models.Style));
    }

    [Fact]
    public void StyleThatIsDamaged_IsRefusedWithItsName()
    {
        Write();
        File.WriteAllText(_styles.Save(_ink.Rows, DateTimeOffset.UnixEpoch)!, "<ink>");
        Refresh();
        _models.ChooseStyle(1, _ink.Opened.Reread);
        Poll();
        Assert.Equal(0, _models.Style);
        Assert.Contains("style-1970", _models.TakeFault());
    }

    [Fact]
    public void ModelWhoseFileHasChanged_IsNotConfusedWithTheNewFile()
    {
        Write();
        string hash = DocumentModel.Of(_models.Opened)!.Sha256;
        Assert.Equal(OpenedModel.HashOf(InkModel.Load(PathOf("a"))), hash);
        Save("b", layers: 3, seed: 9);
        Refresh();
        Choose(1);
        Save("b", layers: 3, seed: 10);
        Assert.Equal(new DocumentModel("b", DocumentModel.UnknownWeights, 3, 8), DocumentModel.Of(_models.Opened));
        Choose(0);
        Assert.Equal(hash, DocumentModel.Of(_models.Opened)!.Sha256);
    }

    private static ReadingEngine Open(OpenedModel model, PenOffset[] style) => new(new SimdStepEngine(model.Packed), new Random(1), style);

    private string PathOf(string name) => Path.Combine(Folder, name + ".safetensors");

    private void Save(string name, int layers, int seed) =>
        RandomModel.Create(new ModelConfig { Layers = layers, Hidden = 8, Embedding = 4, OutputEmbedding = 8, Components = 2 }, seed)
            .Save(PathOf(name));

    private static void SaveWithTexts(string path, double nats)
    {
        InkModel random = RandomModel.Create(new ModelConfig
        {
            Layers = 2,
            Hidden = 8,
            Embedding = 4,
            OutputEmbedding = 8,
            Components = 2,
            TextWindow = new TextWindow { Alphabet = "ab\ufffd", Components = 2 },
        }, seed: 3);
        var training = new TrainingRecord { Data = "lines", DataSha256 = "", CodeVersion = "", ValidationNatsPerSequence = nats };
        new InkModel(random.Metadata with { Training = training }, random.Weights).Save(path);
    }

    private void Write()
    {
        _ink.PenDown(new(200, 120, 1));
        for (int point = 1; point < 120; point++) _ink.PenMove(new(200 + 2 * point, 120 - 14 * MathF.Sin(0.5f * point), 1 + 0.015 * point));
        _ink.PenUp(new(440, 120, 3));
        _ink.StopWriting();
        Poll();
    }

    private void Refresh()
    {
        _models.Refresh();
        Poll();
    }

    private void Choose(int index)
    {
        _models.ChooseModel(index, _ink.Opened.Reread);
        Poll();
    }

    private void Poll()
    {
        _work.Poll();
        _ink.Advance(3);
    }
}
