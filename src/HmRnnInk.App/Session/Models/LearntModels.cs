using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>The models that were trained on the person's pages. A model's card and pictures are moved together with it.</summary>
/// <param name="path">The folder. It is created with the first model.</param>
internal sealed class LearntModels(string path)
{
    private readonly NamedFiles _files = new(Path.GetFullPath(path), PublishedFiles.Model);

    /// <returns>The paths, sorted by name.</returns>
    public string[] Files() => ModelCatalogue.Files(path);

    /// <returns>The paths of deleted models.</returns>
    public string[] Deleted() => ModelCatalogue.Files(_files.DeletedFolder);

    /// <inheritdoc cref="NamedFiles.Rename"/>
    public string Rename(string file, string name)
    {
        string renamed = MoveBeside(file, _files.Rename(file, name));
        RenameCard(Path.ChangeExtension(renamed, PublishedFiles.Card), Path.GetFileNameWithoutExtension(file), name);
        return renamed;
    }

    /// <inheritdoc cref="NamedFiles.Delete"/>
    public string Delete(string file) => MoveBeside(file, _files.Delete(file));

    /// <inheritdoc cref="NamedFiles.Restore"/>
    public string Restore(string file) => MoveBeside(file, _files.Restore(file));

    private static string MoveBeside(string from, string to)
    {
        foreach (string ending in PublishedFiles.BesideModel)
        {
            string file = Path.ChangeExtension(from, null) + ending;
            if (File.Exists(file)) Try(() => File.Move(file, Path.ChangeExtension(to, null) + ending, overwrite: true));
        }

        return to;
    }

    /// <summary>Gives the card the model's new name, in its title and in its links to the pictures.</summary>
    private static void RenameCard(string card, string oldName, string newName)
    {
        if (!File.Exists(card)) return;
        Try(() =>
        {
            string text = File.ReadAllText(card)
                .Replace($"]({Uri.EscapeDataString(oldName)}.", $"]({Uri.EscapeDataString(newName)}.", StringComparison.Ordinal);
            string title = $"# {oldName}\n";
            if (text.StartsWith(title, StringComparison.Ordinal)) text = $"# {newName}\n{text[title.Length..]}";
            File.WriteAllText(card, text);
        });
    }

    /// <summary>Ignores a failure, because the model has moved already and works without its card and pictures.</summary>
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file that could not be moved keeps its old name, and a card that could not be changed has the model's old name.
        }
    }
}
