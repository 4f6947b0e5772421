using HmRnnInk.App.Background;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>The available models and styles, and the one of each that is in use. Model files are read in the background.</summary>
/// <param name="folder">The folder of models; null if there is none.</param>
/// <param name="open">Opens a model that reads a style before the page.</param>
/// <param name="learnt">The models that were trained on the person's pages.</param>
/// <param name="settings">Remembers the model in use.</param>
internal sealed class ModelChooser(
    BackgroundWork work, string? folder, StyleFolder styles, RunningModel? running, Func<OpenedModel, PenOffset[], ReadingEngine> open,
    LearntModels learnt, SettingsFile settings)
{
    private static readonly ChoiceOption NoStyle = new("none", "it begins with your ink");

    private ModelEntry[] _models = [];
    private string[] _styles = [];

    // The file of the model that the app started with, and that of the style in use; empty for none.
    private string _startFile = "", _style = "";
    private PenOffset[] _prime = [];
    private int _changes; // that are not finished yet
    private string? _fault;

    /// <summary>The model in use; null without one.</summary>
    public OpenedModel? Opened { get; private set; }

    /// <inheritdoc cref="OpenedModel.Packed"/>
    public PackedModel? Packed => Opened?.Packed;

    /// <inheritdoc cref="OpenedModel.Name"/>
    public string? Name => Opened?.Name;

    public IReadOnlyList<ChoiceOption> Models { get; private set; } = [];

    /// <summary>Whether there are models that have learnt the person's hand, or deleted ones.</summary>
    public bool HasLearnt { get; private set; }

    /// <summary>Index of the model in use; −1 if it is not in the list.</summary>
    public int Model
    {
        get
        {
            // Called in every frame; Array.FindIndex would allocate a delegate each time.
            for (int index = 0; index < _models.Length; index++)
                if (_models[index].Path == Opened?.Path) return index;
            return -1;
        }
    }

    /// <summary>
    /// Index of the best model that can write a given text; −1 if there is none. Models that were trained on the person's pages come last:
    /// their figures are for other lines, so they cannot be compared.
    /// </summary>
    public int TextModel { get; private set; } = -1;

    /// <summary>The available styles. The first item means none.</summary>
    public IReadOnlyList<ChoiceOption> Styles { get; private set; } = [NoStyle];

    /// <summary>Index of the style in use; 0 for none.</summary>
    public int Style => _style.Length == 0 ? 0 : Array.IndexOf(_styles, _style) + 1;

    /// <summary>The name of the style in use; empty for none.</summary>
    public string StyleName { get; private set; } = "";

    /// <summary>The rows of the style, which the model has read before the page.</summary>
    public IReadOnlyList<PenOffset> Prime => _prime;

    /// <summary>Notes that the file of a style has another name.</summary>
    public void NoteStyleRenamed(string file, string newFile)
    {
        if (_style == file) (_style, StyleName) = (newFile, Path.GetFileNameWithoutExtension(newFile));
    }

    /// <summary>Notes that the file of a model has another name.</summary>
    public void NoteModelRenamed(string file, string newFile)
    {
        if (_startFile == file) _startFile = newFile;
        if (Opened?.Path != file) return;
        Opened.NoteRenamed(newFile);
        settings.LastModel = newFile;
    }

    /// <summary>Sets the model that the app started with.</summary>
    public void Begin(StartModel start)
    {
        if (start.Model is not { } model) return;
        Opened = model;
        _startFile = model.Path;
        _fault = start.Notice;
        settings.LastModel = start.IsDefault ? null : model.Path;
    }

    /// <summary>Reads the folders again.</summary>
    public void Refresh()
    {
        string startFile = _startFile;
        work.Do(
            () => (Models: Entries(startFile), HasLearnt: learnt.Files().Length + learnt.Deleted().Length > 0, Styles: FindStyles()),
            found =>
            {
                (_models, HasLearnt, (_styles, string? fault)) = found;
                _fault ??= fault;
                Models = [.. _models.Select(entry => entry.ToOption())];
                ModelEntry? best = _models.Where(entry => entry.WritesTexts)
                    .MaxBy(entry => entry.IsOwn ? double.MinValue : entry.NatsPerLine ?? double.MinValue);
                TextModel = Array.IndexOf(_models, best);
                Styles = [NoStyle, .. _styles.Select(StyleOption)];
            });
    }

    /// <summary>
    /// Replaces the model. <paramref name="changed"/> is called when the new one runs. Changes are made one after the other, so the last
    /// one decides.
    /// </summary>
    public void ChooseModel(int index, Action changed)
    {
        ModelEntry entry = _models[index];
        if (entry.Fault is null) UseFile(entry.Path, changed);
    }

    /// <summary>Replaces the model with that of a file, such as a model that was learnt just now.</summary>
    /// <inheritdoc cref="ChooseModel"/>
    public void UseFile(string path, Action changed)
    {
        if (_changes > 0 || path != Opened?.Path) Change(() => Read(path), model => (model, _prime), changed);
    }

    /// <summary>Selects the style that the model reads before the page; index 0 is none.</summary>
    /// <inheritdoc cref="ChooseModel"/>
    public void ChooseStyle(int index, Action changed) => UseStyleFile(index == 0 ? "" : _styles[index - 1], changed);

    /// <summary>Selects by name the style that was saved with a page, if it exists; empty for none.</summary>
    /// <inheritdoc cref="ChooseModel"/>
    public void UseStyle(string name, Action changed)
    {
        if (_changes == 0 && name == StyleName) return;
        string? file = name.Length == 0 ? "" : FindStyles().Files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name);
        if (file is null) _fault = $"The style {name}, with which the page was written, was not found";
        else UseStyleFile(file, changed);
    }

    /// <returns>Why the last choice failed; null if it did not. Reading it clears it.</returns>
    public string? TakeFault()
    {
        (string? fault, _fault) = (_fault, null);
        return fault;
    }

    /// <summary>Selects the style of a file; empty for none.</summary>
    /// <inheritdoc cref="ChooseModel"/>
    public void UseStyleFile(string style, Action changed)
    {
        if ((_changes == 0 && style == _style) || Opened is not { } model) return;
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

        Change(() => (model, null), _ => (Opened ?? model, prime), () =>
        {
            (_style, StyleName) = (style, Path.GetFileNameWithoutExtension(style));
            changed();
        });
    }

    /// <param name="read">Reads the new model, in the background.</param>
    /// <param name="choose">Of the model that was read: the model and the style to use. Called when all earlier changes are made.</param>
    private void Change(
        Func<(OpenedModel? Model, string? Fault)> read, Func<OpenedModel, (OpenedModel Model, PenOffset[] Prime)> choose, Action changed)
    {
        if (running is null) return;
        _changes++;
        work.Do(read, loaded =>
        {
            _changes--;
            if (loaded.Model is null)
            {
                _fault = loaded.Fault;
                return;
            }

            (OpenedModel model, PenOffset[] prime) = choose(loaded.Model);
            try
            {
                running.Use(open(model, prime));
            }
            catch (Exception error) when (error is ModelFileException or EngineUnavailableException)
            {
                _fault = error.Message;
                return;
            }

            if (model != Opened) settings.LastModel = model.Path;
            (Opened, _prime) = (model, prime);
            changed();
        });
    }

    private (string[] Files, string? Fault) FindStyles()
    {
        try
        {
            return (styles.Files(), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ([], $"The styles cannot be read: {error.Message}");
        }
    }

    private ChoiceOption StyleOption(string file) => new(
        ModelEntry.Shorten(Path.GetFileNameWithoutExtension(file), ModelEntry.LongestName),
        styles.IsBundled(file) ? "comes with HmRnnInk" : "ink that you saved");

    private ModelEntry[] Entries(string startFile)
    {
        string[] files = ModelCatalogue.Files(folder);
        string[] own = [.. learnt.Files().Except(files)];
        // A model that the app started with may be in another folder.
        if (startFile.Length > 0 && !files.Contains(startFile) && !own.Contains(startFile)) files = [startFile, .. files];
        return [.. files.Select(path => ModelEntry.Of(path, isOwn: false)), .. own.Select(path => ModelEntry.Of(path, isOwn: true))];
    }

    /// <returns>The model; if its file cannot be read, null and the reason.</returns>
    internal static (OpenedModel? Model, string? Fault) Read(string path)
    {
        try
        {
            return (OpenedModel.Read(path), null);
        }
        catch (Exception error) when (error is ModelFileException or IOException or UnauthorizedAccessException)
        {
            return (null, error.Message);
        }
    }
}
