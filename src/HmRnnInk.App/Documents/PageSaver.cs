using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Saves the page where the person says. Also appends each change to a journal, and autosaves the page some seconds after a change and at
/// the end, so that a crash loses less than a second.
/// </summary>
/// <param name="model">Gives the model that reads the page. It is called more than once, on different threads.</param>
/// <param name="autosave">Whether to autosave the page.</param>
/// <param name="inline">Whether to write files within the frame, for runs that must be reproducible.</param>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
/// <param name="show">Restores the look of a page that was opened; null if the look is not restored.</param>
internal sealed class PageSaver(
    LiveInk ink, DocumentFolder folder, Func<DocumentModel?> model, bool autosave, bool inline = false, Func<PageLook>? look = null,
    Action<PageLook>? show = null) : IDisposable
{
    private readonly PageChanges _changes = new(ink, look);
    private readonly PageWriter _writer = new(ink, model, inline, look);
    private readonly PageJournal? _journal = autosave ? new(ink, folder, inline, look) : null;
    private readonly PageDocument _document = new(folder);
    private readonly SnapshotWait _snapshot = new(ink);
    private double _retrySeconds = double.NegativeInfinity;
    private string? _olderAutosave, _notice, _failure; // _failure: why the newest autosave was not written

    /// <summary>The document that the page is saved in; null before it is saved.</summary>
    public string? Path => _document.Path;

    /// <summary>The autosave of a program that crashed; null if there is none, or after it was recovered.</summary>
    public StoredPage? Lost { get; private set; } = autosave ? folder.FindLost() : null;

    public DocumentFolder Folder => folder;

    /// <summary>Why the newest ink is not on disk; null if it is, or will be soon. Autosaving is retried while it fails.</summary>
    public string? Problem => _changes.IsUnsaved ? _failure ?? _journal?.Problem : null;

    /// <returns>A notice for the person; null if there was none since the last call.</returns>
    public string? TakeNotice()
    {
        (string? notice, _notice) = (_notice, null);
        return notice;
    }

    /// <returns>The path of a document that was saved; null if none was saved since the last call.</returns>
    public string? TakeSavedPath() => _document.TakeSaved();

    /// <returns>A document that was not saved, because another program has changed it; null if there is none since the last call.</returns>
    public string? TakeConflict() => _document.TakeConflict();

    /// <summary>Saves the page to its document.</summary>
    /// <param name="copy">Whether to save to a new document even if the page has one.</param>
    public void Save(bool copy) => _document.ChooseNext(copy);

    /// <summary>Saves the page to a file, and replaces what is there.</summary>
    public void SaveTo(string path) => _document.Next = new(path, Overwrites: true);

    /// <summary>Saves the page to a new document beside another one, with the same name and a number.</summary>
    public void SaveBeside(string path) => _document.Next = new(DocumentFolder.Beside(path), IsNew: true);

    /// <summary>Notes that the document of the page has been renamed. Call <see cref="Finish"/> before it is.</summary>
    public void NoteRenamed(string path) => _document.NoteRenamed(path);

    /// <summary>Opens a document in place of the page. One undo restores the page.</summary>
    /// <exception cref="InkFormatException">The document cannot be read. The page is unchanged.</exception>
    public void Open(StoredPage page)
    {
        FileVersion? version = null;
        InkDocument document = page.Unsaved ? AutosaveReader.Read(page.Path, ink.Settings)
            : DocumentFile.Read(page.Path, ink.Settings, out version);
        string? autosaved = ReleasePage();
        DocumentModel? reader = model();
        bool same = document.Model?.IsSameAs(reader) ?? false;
        PageRow[] rows = document.Rows.ToArray();
        if (!same)
            for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { Trace = null, Layer = 0 };
        PageLook lookBefore = look?.Invoke() ?? default;
        var opened = new PageContext(page.Unsaved ? null : page.Path, null, document.Text, document.Settings, document.Look);
        bool changesStyle = document.Look.Style is { } style && style != (lookBefore.Style ?? "");
        ModelSnapshot? snapshot = same && document.TracedRows == rows.Length ? document.Snapshot : null;
        ink.Opened.ContextRestored = TakeOver;
        ink.Opened.Open(rows, document.Hand, snapshot, document.Pen, resumes: !changesStyle,
            before: new PageContext(Path, autosaved, ink.Text.Text, ink.Settings, lookBefore), after: opened);
        TakeOver(opened with { Autosave = page.Unsaved ? page.Path : null });
        _changes.Restart(page.Unsaved);
        if (version is not null) _document.NoteOpened(page.Path, version);
        Say((page.Unsaved ? "Recovered the unsaved page" : $"Opened {page.Name}") + (same || document.Model is null ? ""
            : reader is null ? $". It was read by {document.Model.Name}; there is no model now."
            : $". It was read by {document.Model.Name}; {reader.Name} rereads it."));
    }

    /// <summary>Starts an empty page in place of this one. One undo restores this page.</summary>
    public void New() => Begin([], hand: null);

    /// <summary>Starts a page with some ink in place of this one. One undo restores this page.</summary>
    /// <param name="hand">The estimate of its handwriting; null to keep the present one.</param>
    /// <param name="shown">Its look; null for that of this page.</param>
    public void Begin(ReadOnlySpan<PageRow> rows, HandEstimate? hand, PageLook? shown = null)
    {
        string? autosaved = ReleasePage();
        var begun = new PageContext(Path: null, Text: "", Look: shown);
        ink.Opened.ContextRestored = TakeOver;
        PageLook? before = shown is null ? null : look?.Invoke();
        ink.Opened.Open(rows, hand, null, before: new PageContext(Path, autosaved, ink.Text.Text, Look: before), after: begun);
        TakeOver(begun);
    }

    /// <summary>Opens <see cref="Lost"/>.</summary>
    /// <exception cref="InkFormatException">The autosave cannot be read. The page is unchanged.</exception>
    public void Recover()
    {
        if (Lost is not { } lost) return;
        Lost = null;
        Open(lost);
    }

    /// <summary>Saves or autosaves the page if that is due. Call it once per frame.</summary>
    public void Update(double seconds)
    {
        _changes.Update(seconds);
        if (_changes.IsUnsaved) _journal?.Update(seconds);
        if (_writer.HasFinished) EndWrite(seconds);
        if (_writer.IsBusy || _document.Next is null && !(autosave && seconds >= _retrySeconds && _changes.IsAutosaveDue(seconds))) return;
        if (_snapshot.Poll(seconds)) BeginWrite();
    }

    /// <summary>Writes what is not written yet. Call it before the program ends.</summary>
    /// <returns>Why the page could not be saved; null if it is on disk, or need not be.</returns>
    public string? Finish()
    {
        _changes.Update();
        FinishWriting();
        if (_document.Next is not null || (_changes.IsUnwritten && autosave))
        {
            _snapshot.Block();
            WriteNow();
        }

        return _changes.IsUnwritten ? _journal?.Problem : null; // without a problem, the journal has everything
    }

    /// <summary>Saves the page to a new file in another folder, and waits for the end.</summary>
    /// <returns>The path of the file; null if it cannot be written.</returns>
    public string? SaveIn(string otherFolder)
    {
        _document.ChooseNextIn(otherFolder);
        BeginWrite();
        FinishWriting();
        return TakeSavedPath();
    }

    /// <summary>Discards the changes since the last autosave, because the person wants to end the program without them.</summary>
    public void GiveUp() => _changes.IsUnwritten = false;

    /// <summary>Writes what is not written yet, and releases the lock of the autosave.</summary>
    public void Dispose()
    {
        Finish();
        _journal?.Close(delete: false);
    }

    /// <summary>Continues with another page. The autosave of the page that is left stays, and its lock is released.</summary>
    private void TakeOver(PageContext page)
    {
        FinishWriting();
        if (_document.Next is not null) Say("Not saved: undo or redo replaced the page before it was saved");
        _journal?.Close(delete: false);
        // The page's older autosave is deleted when it is saved or autosaved again.
        (_olderAutosave, _document.Next, _document.Path, _failure) = (page.Autosave, null, page.Path, null);
        if (page.Text is { } text) ink.Text.Open(text);
        if (page.Settings is { } settings) ink.Change(settings);
        if (page.Look is { } shown) show?.Invoke(shown);
    }

    /// <summary>Writes the page before another replaces it, and releases the lock of its autosave.</summary>
    /// <returns>The path of the autosave; null for none.</returns>
    private string? ReleasePage()
    {
        _changes.Update();
        FinishWriting();
        if (_document.Next is not null || (_changes.IsUnwritten && autosave && ink.Rows.Count > 0)) WriteNow();
        return _journal?.Close(delete: false);
    }

    /// <summary>Writes the page and waits for the end. A page that cannot be saved is autosaved.</summary>
    private void WriteNow()
    {
        if (_document.Next is not null)
        {
            BeginWrite();
            FinishWriting();
        }

        if (!_changes.IsUnwritten || !autosave) return;
        _journal!.Flush();
        BeginWrite();
        FinishWriting();
    }

    private void FinishWriting()
    {
        if (_writer.IsBusy) EndWrite(_retrySeconds);
    }

    private void BeginWrite()
    {
        if (_document.Next is not null)
        {
            _changes.IsUnwritten = false;
            _document.Begin(_writer);
        }
        else if (ink.Rows.Count == 0)
        {
            // An empty page needs no autosave.
            _changes.IsUnwritten = false;
            _journal!.Close(delete: true);
        }
        else if (_journal!.File is { } file)
        {
            _changes.IsUnwritten = false;
            _writer.Autosave(file.Path, _journal.NextGeneration());
        }
    }

    private void EndWrite(double seconds)
    {
        if (_writer.TakeFailure() is { } failure)
        {
            // The older file is still there. A page that could not be saved is autosaved, if that is possible.
            _changes.IsUnwritten |= _changes.IsUnsaved;
            if (_writer.IsSave) Say(_document.NoteFailed(failure));
            else (_failure, _retrySeconds) = (failure.Message, seconds + PageJournal.RetrySeconds);
            return;
        }

        if (_olderAutosave is { } replaced) AutosaveFile.Delete(replaced);
        (_failure, _olderAutosave) = (null, null);
        if (!_writer.IsSave) return;
        Say(_document.NoteSaved(_writer.Version!));
        if (_changes.IsUnwritten) return;
        _changes.IsUnsaved = false;
        _journal?.Close(delete: true);
    }

    /// <summary>Adds a line to the notice, so that no earlier message of the same frame is lost.</summary>
    private void Say(string? text) => _notice = _notice is null || text is null ? text ?? _notice : $"{_notice}\n{text}";
}
