using HmRnnInk.App.Controls;
using HmRnnInk.App.Live;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Models;

/// <summary>The models and styles there are, and which of each the page is read with. Files are read in the background.</summary>
/// <param name="folder">Of the models; null where there is none.</param>
/// <param name="open">Puts a model to work, after it has read a style.</param>
public sealed class ModelChooser(
    BackgroundWork work, string? folder, StyleFolder styles, ModelSwitch? running, Func<InkModel, PackedModel, PenOffset[], RunningModel> open)
{
    private static readonly ChoiceOption NoStyle = new("none", "it begins with your ink");

    private ModelEntry[] _models = [];
    private string[] _styles = [];
    private string _path = "", _named = "", _style = "";
    private InkModel? _model;
    private PenOffset[] _prime = [];
    private bool _busy;
    private string? _fault;

    /// <summary>The model in use; null without one.</summary>
    public PackedModel? Packed { get; private set; }

    /// <summary>Its weights as they were read; null without one.</summary>
    public InkModel? Weights => _model;

    /// <summary>Its name.</summary>
    public string? Name { get; private set; }

    public IReadOnlyList<ChoiceOption> Models { get; private set; } = [];

    public int Model => Array.FindIndex(_models, entry => entry.Path == _path);

    /// <summary>The first is none.</summary>
    public IReadOnlyList<ChoiceOption> Styles { get; private set; } = [NoStyle];

    public int Style => _style.Length == 0 ? 0 : Array.IndexOf(_styles, _style) + 1;

    /// <summary>Rows that the model has read before the page.</summary>
    public IReadOnlyList<PenOffset> Prime => _prime;

    /// <summary>The model that the app began with.</summary>
    public void Begin(string path, InkModel model, PackedModel packed)
    {
        (_path, _model, Packed) = (Path.GetFullPath(path), model, packed);
        _named = _path;
        Name = Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>Looks at the folders again.</summary>
    public void Refresh()
    {
        string named = _named;
        work.Do(
            () => (Models: Entries(named), Styles: styles.Files()),
            found =>
            {
                (_models, _styles) = found;
                Models = [.. _models.Select(entry => entry.Option())];
                Styles = [NoStyle, .. _styles.Select(file => new ChoiceOption(ModelEntry.Short(Path.GetFileNameWithoutExtension(file), ModelEntry.LongestName), "ink that you saved"))];
            });
    }

    /// <summary>Changes the model for another; <paramref name="changed"/> follows when it is at work.</summary>
    public void ChooseModel(int index, Action changed)
    {
        ModelEntry entry = _models[index];
        if (_busy || entry.Path == _path || entry.Fault is not null) return;
        PenOffset[] prime = _prime;
        Change(() => Read(entry.Path), loaded => (_path, Name) = (entry.Path, entry.Name), prime, changed);
    }

    /// <summary>Lets the model read a style before the page; index 0 is none.</summary>
    /// <inheritdoc cref="ChooseModel"/>
    public void ChooseStyle(int index, Action changed)
    {
        string style = index == 0 ? "" : _styles[index - 1];
        if (_busy || style == _style || _model is not { } model || Packed is not { } packed) return;
        PenOffset[] prime = [];
        try
        {
            if (style.Length > 0) prime = StyleFolder.Read(style);
        }
        catch (InkFormatException error)
        {
            _fault = error.Message;
            return;
        }

        Change(() => (model, packed, null), _ => _style = style, prime, changed);
    }

    /// <returns>Why the last choice could not be done, once.</returns>
    public string? TakeFault()
    {
        string? fault = _fault;
        _fault = null;
        return fault;
    }

    private void Change(Func<(InkModel? Model, PackedModel? Packed, string? Fault)> read, Action<InkModel> take, PenOffset[] prime, Action changed)
    {
        if (running is null) return;
        _busy = true;
        work.Do(read, loaded =>
        {
            _busy = false;
            if (loaded.Model is not { } model || loaded.Packed is not { } packed)
            {
                _fault = loaded.Fault;
                return;
            }

            running.Use(open(model, packed, prime));
            (_model, Packed, _prime) = (model, packed, prime);
            take(model);
            changed();
        });
    }

    private ModelEntry[] Entries(string named)
    {
        string[] files = Directory.Exists(folder) ? [.. ModelCatalogue.Files(folder).Select(Path.GetFullPath)] : [];
        // A model named on the command line may lie elsewhere.
        if (named.Length > 0 && !files.Contains(named)) files = [named, .. files];
        return [.. files.Select(ModelEntry.Of)];
    }

    private static (InkModel?, PackedModel?, string?) Read(string path)
    {
        try
        {
            InkModel model = InkModel.Load(path);
            return (model, new PackedModel(model, EngineWeights.Int16), null);
        }
        catch (Exception error) when (error is ModelFileException or IOException or UnauthorizedAccessException)
        {
            return (null, null, error.Message);
        }
    }
}
