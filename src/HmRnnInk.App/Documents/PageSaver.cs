using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Saves the page where the person says. Also autosaves it some seconds after each change and at the end, so that a crash loses little.
/// </summary>
/// <param name="model">Gives the model that reads the page. It is called more than once, on different threads.</param>
/// <param name="autosave">Whether to autosave the page.</param>
/// <param name="inline">Whether to write files within the frame, for runs that must be reproducible.</param>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
/// <param name="show">Restores the look of a page that was opened; null if the look is not restored.</param>
public sealed class PageSaver(
    LiveInk ink, DocumentFolder folder, Func<DocumentModel?> model, TimeProvider clock, bool autosave, bool inline = false,
    Func<PageLook>? look = null, Action<PageLook>? show = null) : IDisposable
{
    /// <summary>How long to wait for a snapshot of the model. After this time the page is written without one.</summary>
    private const double SnapshotSeconds = 0.5;

    private readonly PageChanges _changes = new(ink, look);
    private readonly PageWriter _writer = new(ink, model, clock, inline, look);
    private double _askedSeconds = double.NaN;
    private bool _isAutosavePaused = !autosave;
    private string? _saveTo, _replaces, _notice, _savedPath;
    private AutosaveFile? _file;

    /// <summary>The document that the page is saved in; null before it is saved.</summary>
    public string? Path { get; private set; }

    /// <summary>The autosave of a program that crashed; null if there is none, or after it was recovered.</summary>
    public StoredPage? Lost { get; private set; } = autosave ? folder.FindLost() : null;

    public DocumentFolder Folder => folder;

    /// <returns>A notice for the person; null if there was none since the last call.</returns>
    public string? TakeNotice()
    {
        (string? notice, _notice) = (_notice, null);
        return notice;
    }

    /// <returns>The path of a document that was saved; null if none was saved since the last call.</returns>
    public string? TakeSavedPath()
    {
        (string? saved, _savedPath) = (_savedPath, null);
        return saved;
    }

    /// <summary>Saves the page to its document.</summary>
    /// <param name="copy">Whether to save to a new document even if the page has one.</param>
    public void Save(bool copy) => SaveTo(copy || Path is null ? folder.NewPath(clock.GetLocalNow()) : Path);

    public void SaveTo(string path) => _saveTo = path;

    /// <summary>Opens a document in place of the page. One undo restores the page.</summary>
    /// <exception cref="InkFormatException">The document cannot be read. The page is unchanged.</exception>
    public void Open(StoredPage page)
    {
        InkDocument document = DocumentFile.Read(page.Path, ink.Settings);
        string? autosaved = ReleasePage();
        DocumentModel? reader = model();
        bool same = document.Model?.IsSameAs(reader) ?? false;
        PageRow[] rows = document.Rows.ToArray();
        if (!same)
            for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { Trace = null, Layer = 0 };
        PageLook lookBefore = look?.Invoke() ?? default;
        var opened = new PageContext(page.Unsaved ? null : page.Path, null, document.Text, document.Settings, document.Look);
        bool changesStyle = document.Look.Style is { } style && style != (lookBefore.Style ?? "");
        ModelSnapshot? snapshot = same && document.Traced == rows.Length ? document.Snapshot : null;
        ink.Opened.ContextRestored = TakeOver;
        ink.Opened.Open(rows, document.Hand, snapshot, document.Pen, resumes: !changesStyle,
            before: new PageContext(Path, autosaved, ink.Text.Text, ink.Settings, lookBefore), after: opened);
        TakeOver(opened with { Autosave = page.Unsaved ? page.Path : null });
        _changes.Restart(page.Unsaved);
        Say((page.Unsaved ? "Recovered the unsaved page" : $"Opened {page.Name}") + (same || document.Model is null ? ""
            : reader is null ? $". It was read by {document.Model.Name}; there is no model now."
            : $". It was read by {document.Model.Name}; {reader.Name} rereads it."));
    }

    /// <summary>Starts an empty page in place of this one. One undo restores this page.</summary>
    public void New()
    {
        string? autosaved = ReleasePage();
        var empty = new PageContext(Path: null, Text: "");
        ink.Opened.ContextRestored = TakeOver;
        ink.Opened.Open([], null, null, before: new PageContext(Path, autosaved, ink.Text.Text), after: empty);
        TakeOver(empty);
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
    public void Frame(double seconds)
    {
        _changes.Update(seconds);
        if (_writer.HasFinished) EndWrite();
        if (_writer.IsBusy) return;
        if (_saveTo is null && (_isAutosavePaused || !_changes.IsAutosaveDue(seconds))) return;
        bool waits = !(seconds - _askedSeconds > SnapshotSeconds);
        if (ink.Opened.Snapshot is null && ink.Phase is LivePhase.Idle or LivePhase.PenRests && waits)
        {
            // The snapshot arrives some frames after it was asked for.
            if (!double.IsNaN(_askedSeconds)) return;
            ink.Opened.AskForSnapshot();
            _askedSeconds = seconds;
            return;
        }

        _askedSeconds = double.NaN;
        BeginWrite();
    }

    /// <summary>Writes what is not written yet, and releases the lock of the autosave.</summary>
    public void Dispose()
    {
        _changes.Update();
        FinishWriting();
        if (_saveTo is not null || (_changes.IsUnwritten && autosave))
        {
            for (int wait = 0; wait < 50 && Ask() is null; wait++) Thread.Sleep(10);
            WriteNow();
        }

        _file?.Dispose();
        _file = null;
        if (autosave) folder.DeleteOldAutosaves();

        ModelSnapshot? Ask()
        {
            if (double.IsNaN(_askedSeconds)) ink.Opened.AskForSnapshot();
            _askedSeconds = 0;
            if (ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) ink.StopWriting();
            ink.TakeAnswers();
            return ink.Opened.Snapshot;
        }
    }

    /// <summary>Continues with the context of another page. The autosave of the page before stays, and its lock is released.</summary>
    private void TakeOver(PageContext page)
    {
        FinishWriting();
        if (_saveTo is not null) Say("Not saved: undo or redo replaced the page before it was saved");
        _file?.Dispose();
        // The page's older autosave is deleted when it is saved or autosaved again.
        (_file, _replaces, _saveTo, Path) = (null, page.Autosave, null, page.Path);
        if (page.Text is { } text) ink.Text.Open(text);
        if (page.Settings is { } settings) ink.Change(settings);
        if (page.Look is { } shown) show?.Invoke(shown);
    }

    /// <summary>Writes the page before another takes its place, and releases the lock of its autosave.</summary>
    /// <returns>The path of the autosave; null for none.</returns>
    private string? ReleasePage()
    {
        _changes.Update();
        FinishWriting();
        if (_saveTo is not null || (_changes.IsUnwritten && autosave && ink.Rows.Count > 0)) WriteNow();
        string? path = _file?.Path;
        _file?.Dispose();
        _file = null;
        return path;
    }

    /// <summary>Writes the page and waits for the end. A page that cannot be saved is autosaved.</summary>
    private void WriteNow()
    {
        bool saves = _saveTo is not null;
        BeginWrite();
        FinishWriting();
        if (!saves || !_changes.IsUnwritten || !autosave) return;
        BeginWrite();
        FinishWriting();
    }

    private void FinishWriting()
    {
        if (_writer.IsBusy) EndWrite();
    }

    private void BeginWrite()
    {
        if (_saveTo is null && ink.Rows.Count == 0)
        {
            // An empty page needs no autosave.
            _changes.IsUnwritten = false;
            _file?.Delete();
            _file = null;
            return;
        }

        bool saves = _saveTo is not null;
        string path;
        try
        {
            path = _saveTo ?? (_file ??= folder.BeginAutosave(clock.GetLocalNow())).Path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            PauseAutosave(error.Message);
            return;
        }

        _saveTo = null;
        _changes.IsUnwritten = false;
        _writer.Begin(path, saves);
    }

    private void EndWrite()
    {
        if (_writer.TakeError() is { } error)
        {
            // The older file is still there. A page that could not be saved is autosaved, if that is possible.
            _changes.IsUnwritten |= _changes.IsUnsaved;
            if (_writer.IsSave) Say($"Not saved: {error}");
            else PauseAutosave(error);
            return;
        }

        if (_replaces is not null) DocumentFolder.DeleteAutosave(_replaces);
        _replaces = null;
        if (!_writer.IsSave) return;
        _isAutosavePaused = !autosave;
        Path = _savedPath = _writer.Path;
        Say($"Saved {_writer.Path}");
        if (_changes.IsUnwritten) return;
        _changes.IsUnsaved = false;
        _file?.Delete();
        _file = null;
    }

    private void PauseAutosave(string error)
    {
        _isAutosavePaused = true;
        Say($"Autosave is off until the page is saved: {error}");
    }

    /// <summary>Adds a line to the notice, so that no earlier message of the same frame is lost.</summary>
    private void Say(string text) => _notice = _notice is null ? text : $"{_notice}\n{text}";
}
