using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The document of a page: where the page is saved, which version of it this program knows, and what is to be saved next.
/// </summary>
internal sealed class PageDocument(DocumentFolder folder)
{
    private readonly Dictionary<string, FileVersion> _knownVersions = [];
    private SaveTarget? _saving;
    private string? _savedPath, _conflictPath;

    /// <summary>Null before the page is saved.</summary>
    public string? Path { get; set; }

    /// <summary>Where the page is to be saved next; null for nowhere.</summary>
    public SaveTarget? Next { get; set; }

    /// <summary>Chooses the document of the page as the next to save to, or a new one.</summary>
    /// <param name="copy">Whether to choose a new document even if the page has one.</param>
    public void ChooseNext(bool copy) =>
        Next = copy || Path is null ? new(folder.NewPath(), IsNew: true) : new(Path);

    /// <summary>Chooses a new document in another folder.</summary>
    public void ChooseNextIn(string otherFolder) => Next = new(new DocumentFolder(otherFolder).NewPath(), IsNew: true);

    /// <summary>Notes which version of a document was opened.</summary>
    public void NoteOpened(string path, FileVersion version) => _knownVersions[path] = version;

    /// <summary>Notes that the document has been renamed.</summary>
    public void NoteRenamed(string path)
    {
        if (_knownVersions.Remove(Path!, out FileVersion? version)) _knownVersions[path] = version;
        Path = path;
    }

    /// <summary>Starts to save to <see cref="Next"/>.</summary>
    public void Begin(PageWriter writer)
    {
        (_saving, Next) = (Next!, null);
        writer.Save(_saving.Path, _saving.MayReplace(_knownVersions.GetValueOrDefault(_saving.Path)));
    }

    /// <returns>A notice for the person.</returns>
    public string NoteSaved(FileVersion version)
    {
        Path = _savedPath = _saving!.Path;
        _knownVersions[Path] = version;
        return $"Saved {Path}";
    }

    /// <returns>A notice for the person; null if another name is tried, or if the person must choose.</returns>
    public string? NoteFailed(Exception failure)
    {
        if (failure is not FileConflictException) return $"Not saved: {failure.Message}";
        if (_saving!.IsNew) Next = _saving with { Path = DocumentFolder.Beside(_saving.Path) };
        else _conflictPath = _saving.Path;
        return null;
    }

    /// <returns>The path that was saved to; null if none was since the last call.</returns>
    public string? TakeSaved()
    {
        (string? saved, _savedPath) = (_savedPath, null);
        return saved;
    }

    /// <returns>
    /// The document that was not saved, because another program has changed it; null if there was none since the last call.
    /// </returns>
    public string? TakeConflict()
    {
        (string? conflict, _conflictPath) = (_conflictPath, null);
        return conflict;
    }
}
