using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Session.Models;

namespace HmRnnInk.App.Tests.Session.Models;

/// <summary>The app starts with the model that was last in use, unless another is named or its file is gone.</summary>
public sealed class StartModelTests : FolderTests
{
    private readonly string _path;
    private readonly SettingsFile _settings;

    public StartModelTests()
    {
        _path = Path.Combine(Folder, "user", "settings.json");
        _settings = new SettingsFile(_path);
        HandlikeModel.Create(seed: 1, hidden: 8, layers: 2).Save(ModelAt("usual"));
        HandlikeModel.Create(seed: 2, hidden: 8, layers: 2).Save(OwnAt("ours"));
    }

    [Fact]
    public void FirstStart_IsWithTheDefault() => Assert.Equal(("usual", true, null), Start());

    [Fact]
    public void ModelLastInUse_IsUsedAgain_UnlessAnotherIsNamed()
    {
        _settings.LastModel = OwnAt("ours");
        Assert.Equal(("ours", false, null), Start());
        Assert.Equal(("usual", false, null), Start(ModelAt("usual")));
    }

    [Fact]
    public void ModelThatIsGone_IsReplacedByTheDefault_WithANotice()
    {
        _settings.LastModel = OwnAt("theirs");
        Assert.Equal(("usual", true, "The model “theirs”, last in use, is no longer there. “usual” is used instead"), Start());
    }

    [Fact]
    public void ModelThatIsDamaged_IsReplacedByTheDefault_WithTheReason()
    {
        File.WriteAllText(OwnAt("ours"), "nothing");
        _settings.LastModel = OwnAt("ours");
        (string? name, bool isDefault, string? notice) = Start();
        Assert.Equal(("usual", true), (name, isDefault));
        Assert.Contains("“ours”, last in use, cannot be read (", notice);
    }

    [Fact]
    public void NamedModelThatIsMissing_IsAnError() => Assert.Throws<ModelFileException>(() => Start(ModelAt("missing")));

    [Fact]
    public void HintsAndModel_ShareAFile()
    {
        var hints = new SeenHints(_path);
        _settings.LastModel = OwnAt("ours");
        hints.Add(Hint.Score);
        Assert.Equal(OwnAt("ours"), new SettingsFile(_path).LastModel);
        _settings.LastModel = null;
        Assert.True(new SeenHints(_path).Contains(Hint.Score));
        Assert.Null(new SettingsFile(_path).LastModel);
    }

    [Fact]
    public void WithoutASettingsFile_NothingIsRemembered()
    {
        var nowhere = new SettingsFile(null) { LastModel = OwnAt("ours") };
        Assert.Null(nowhere.LastModel);
    }

    private (string? Name, bool IsDefault, string? Notice) Start(string? named = null)
    {
        var start = StartModel.Load(named, _settings, Path.Combine(Folder, "models"));
        return (start.Model?.Name, start.IsDefault, start.Notice);
    }

    private string ModelAt(string name) => In("models", name);

    private string OwnAt(string name) => In("user", name);

    private string In(string folder, string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, folder)).FullName, name + PublishedFiles.Model);
}
