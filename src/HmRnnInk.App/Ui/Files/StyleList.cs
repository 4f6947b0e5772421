using HmRnnInk.App.Background;
using HmRnnInk.App.Session.Models;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menus of styles: choose, rename and delete them, and bring deleted ones back.</summary>
/// <param name="reread">Lets the model read the page again after another style was chosen.</param>
/// <param name="say">Shows a notice.</param>
internal sealed class StyleList(
    ModelChooser models, StyleFolder styles, MenuCard menu, BackgroundWork work, Action reread, Action<string> say)
{
    private readonly Thumbnails _pictures = new(work);

    /// <summary>Shows the styles.</summary>
    /// <param name="selected">The item that is selected at first.</param>
    public void Show(int selected = 0) => Try(() =>
    {
        string[] files = styles.Files(), deleted = styles.Deleted();
        List<MenuItem> items = [.. files.Select((file, index) => Item(file, index))];
        if (deleted.Length > 0) items.Add(new MenuItem("Deleted styles", "they can be brought back", () => ShowDeleted(deleted)));
        if (items.Count == 0) say("There are no styles yet. Write one or two words, and save your ink as a style");
        else menu.Show("Styles", items, selected: selected);
    });

    private MenuItem Item(string file, int index)
    {
        bool isBundled = styles.IsBundled(file), isUsed = Path.GetFileNameWithoutExtension(file) == models.StyleName;
        string note = isUsed ? "in use" : isBundled ? "comes with HmRnnInk" : "ink that you saved";
        MenuItem item = Pictured(file, note, () => models.UseStyleFile(file, reread));
        return isBundled ? item : item with
        {
            Rename = name => Change(() =>
            {
                string renamed = styles.Rename(file, name);
                models.NoteStyleRenamed(file, renamed);
                return renamed;
            }),
            Delete = () => Change(() => styles.Delete(file), index),
        };
    }

    private void ShowDeleted(string[] deleted) =>
        menu.Show("Bring a deleted style back", [.. deleted.Select(file => Pictured(file, "", () => Change(() => styles.Restore(file))))]);

    /// <returns>An item with the picture of a style.</returns>
    private MenuItem Pictured(string file, string detail, Action choose)
    {
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file));
        return new MenuItem(Path.GetFileNameWithoutExtension(file), detail, choose)
        {
            Picture = () => _pictures.Of(file, written, () => Read(file)),
        };
    }

    /// <summary>Changes a file, and shows the list again.</summary>
    /// <param name="change">Returns the new path of the file.</param>
    /// <param name="index">The item to select; −1 for that of the file with the new path.</param>
    private void Change(Func<string> change, int index = -1) => Try(() =>
    {
        string file = change();
        models.Refresh();
        Show(index >= 0 ? index : Array.IndexOf(styles.Files(), file));
    });

    /// <summary>Runs an action. If a file cannot be read or written, a notice says why.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            say(error.Message);
        }
    }

    /// <returns>A picture of the style; null if it cannot be read.</returns>
    private static InkThumbnail? Read(string file)
    {
        try
        {
            return InkThumbnail.Of(
                InkFile.Read(file).Strokes.SelectMany(stroke => stroke.Points.Select((point, index) =>
                    ((float)point.X, (float)point.Y, index == stroke.Points.Count - 1))),
                TrainingPen.XHeight);
        }
        catch (InkFormatException)
        {
            return null; // if the person chooses it, a notice says why
        }
    }
}
