using HmRnnInk.App.Background;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Session.Models;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menus of models that have learnt the person's hand: use, rename and delete them, and bring deleted ones back.</summary>
/// <param name="reread">Lets the newly chosen model read the page.</param>
/// <param name="say">Shows a notice.</param>
internal sealed class ModelList(
    ModelChooser models, LearntModels learnt, MenuCard menu, BackgroundWork work, TimeProvider clock, Action reread, Action<string> say)
{
    // How a model writes the words in its picture.
    private const double Bias = 1;
    private const int Seed = 1, MaximumRows = 300;

    private readonly Thumbnails _pictures = new(work);

    /// <summary>Shows the models.</summary>
    /// <param name="selected">The item that is selected at first.</param>
    public void Show(int selected = 0)
    {
        string[] files = learnt.Files(), deleted = learnt.Deleted();
        List<MenuItem> items = [.. files.Select((file, index) => Item(file, () => Use(file)) with
        {
            Rename = name => Rename(file, name),
            Delete = () => Delete(file, index),
        })];
        if (deleted.Length > 0) items.Add(new MenuItem("Deleted models", "they can be brought back", () => ShowDeleted(deleted)));
        if (items.Count == 0) say($"No model has learnt your hand yet. Press {PageKeys.Learn} to train the current model on it");
        else menu.Show("Models that have learnt your hand", items, selected: selected);
    }

    private void ShowDeleted(string[] deleted) =>
        menu.Show("Bring a deleted model back", [.. deleted.Select(file => Item(file, () => Change(() => learnt.Restore(file))))]);

    private MenuItem Item(string file, Action choose)
    {
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file));
        string when = PageList.When(written, clock.GetLocalNow());
        return new MenuItem(Path.GetFileNameWithoutExtension(file), IsUsed(file) ? "in use" : $"learnt {when}", choose)
        {
            Picture = () => _pictures.Of(file, written, () => Preview(file)),
        };
    }

    private bool IsUsed(string file) => file == models.Opened?.Path;

    private void Use(string file) => models.UseFile(file, reread);

    private void Rename(string file, string name) => Change(() =>
    {
        string renamed = learnt.Rename(file, name);
        models.NoteModelRenamed(file, renamed);
        return renamed;
    });

    private void Delete(string file, int index)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (IsUsed(file)) say($"“{name}” is in use. Choose another model before you delete it");
        else Change(() => learnt.Delete(file), index);
    }

    /// <summary>Changes a file, and shows the list again. If that fails, a notice says why.</summary>
    /// <param name="change">Returns the new path of the file.</param>
    /// <param name="index">The item to select; −1 for that of the file with the new path.</param>
    private void Change(Func<string> change, int index = -1)
    {
        try
        {
            string file = change();
            models.Refresh();
            Show(index >= 0 ? index : Array.IndexOf(learnt.Files(), file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            say(error.Message);
        }
    }

    /// <summary>Lets the model write some words.</summary>
    /// <returns>A picture of them; null if the model cannot be read.</returns>
    private static InkThumbnail? Preview(string file)
    {
        if (ModelChooser.Read(file).Model is not { } model) return null; // if the person chooses it, a notice says why
        var line = WrittenLine.Write(model.Packed, Bias, Seed, [], BiasPreview.Length, MaximumRows);
        return InkThumbnail.Of(BiasPreview.WithoutFirstDots(line), TrainingPen.XHeight);
    }
}
