using System.IO.Compression;
using HmRnnInk.App.Background;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Keeps the page: where the person says, and by itself, some seconds after each change and at the end, so that nothing is lost with a
/// program that does not come to its end. Files are written on another thread; a frame copies the rows and goes on.
/// </summary>
/// <param name="model">What reads the page; asked on whichever thread needs it, more than once.</param>
/// <param name="autosave">Whether to keep the page unasked.</param>
/// <param name="inline">Whether files are written within the frame: for runs that must come out the same every time.</param>
/// <param name="look">How the page looks now; null for nothing to keep of that.</param>
/// <param name="show">Has a page that was opened look as it was kept, as far as it says.</param>
public sealed class PageKeeper(
    LiveInk ink, DocumentFolder folder, Func<DocumentModel?> model, TimeProvider clock, bool autosave, bool inline = false,
    Func<PageLook>? look = null, Action<PageLook>? show = null) : IDisposable
{
    /// <summary>The page is kept when nothing has changed for so long, and at the latest so long after the first change.</summary>
    private const double RestSeconds = 2, LongestSeconds = 15;

    /// <summary>The model answers when it has read what was asked before; then the page is kept without its state.</summary>
    private const double MomentSeconds = 0.5;

    private (int Moment, int Rows) _seen = (ink.Version, ink.Rows.Count);
    private (PageLook Look, LiveSettings Settings) _looked;
    private double _changed, _firstChanged, _asked = double.NaN;
    private bool _dirty, _unsaved, _disabled = !autosave;
    private string? _saveTo, _replaces, _said, _lastSaved;
    private AutosaveFile? _file;
    private BackgroundWrite? _write;
    private string? _writing;
    private bool _writingIsSave;
    private PageRow[] _rows = [];

    /// <summary>The document that the page is of; null until it is saved.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether the page is other than the person saved it.</summary>
    public bool IsUnsaved => _unsaved;

    /// <summary>A page that a program left behind which did not come to its end; null where there is none, or once it was dealt with.</summary>
    public KeptPage? Lost { get; private set; } = autosave ? folder.Lost() : null;

    public DocumentFolder Folder => folder;

    /// <returns>What the person is to know, once.</returns>
    public string? TakeSaid()
    {
        string? said = _said;
        _said = null;
        return said;
    }

    /// <returns>A document that was saved, once.</returns>
    public string? TakeSaved()
    {
        string? saved = _lastSaved;
        _lastSaved = null;
        return saved;
    }

    /// <summary>Saves the page into its document.</summary>
    /// <param name="another">Into a new one in any case.</param>
    public void Save(bool another) => SaveTo(another || Path is null ? folder.NewPath(clock.GetLocalNow()) : Path);

    public void SaveTo(string path) => _saveTo = path;

    /// <summary>Opens a document in the place of the page, which one undo brings back.</summary>
    /// <exception cref="InkFormatException">It cannot be read; the page stays.</exception>
    public void Open(KeptPage page)
    {
        InkDocument document = DocumentFile.Read(page.Path, ink.Settings);
        string? aside = PutAside();
        DocumentModel? reader = model();
        bool same = document.Model?.IsSameAs(reader) ?? false;
        PageRow[] rows = document.Rows.ToArray();
        if (!same)
            for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { Trace = null, Layer = 0 };
        PageLook lookBefore = look?.Invoke() ?? default;
        var opened = new PageContext(page.Unsaved ? null : page.Path, Settings: document.Settings, Look: document.Look);
        bool styled = document.Look.Style is { } style && style != (lookBefore.Style ?? "");
        ink.Opened.ContextRestored = TakeOver;
        ink.Opened.Open(rows, document.Hand, same && document.Traced == rows.Length ? document.Moment : null, document.Pen, resumes: !styled,
            before: new PageContext(Path, aside, ink.Settings, lookBefore), after: opened);
        TakeOver(opened with { Autosave = page.Unsaved ? page.Path : null });
        _seen = (ink.Version, ink.Rows.Count);
        _dirty = _unsaved = page.Unsaved;
        Say((page.Unsaved ? "Opened the page that was not saved" : $"Opened {page.Name}") + (same || document.Model is null ? ""
            : reader is null ? $": {document.Model.Name} had read it, and there is no model now"
            : $": {document.Model.Name} had read it, {reader.Name} reads it anew"));
    }

    /// <summary>An empty page in the place of this one, which is put aside and which one undo brings back. It is no document's until it is saved.</summary>
    public void New()
    {
        string? aside = PutAside();
        var empty = new PageContext(Path: null);
        ink.Opened.ContextRestored = TakeOver;
        ink.Opened.Open([], ink.Hand, null, before: new PageContext(Path, aside), after: empty);
        TakeOver(empty);
    }

    /// <summary>Continues with the context of another page. The autosave of the page before stays, and its lock is released.</summary>
    private void TakeOver(PageContext page)
    {
        FinishWriting();
        if (_saveTo is not null) Say("Not saved: a step back took the page away first");
        _file?.Dispose();
        // The page's older autosave is deleted when it is saved or autosaved again.
        (_file, _replaces, _saveTo, Path) = (null, page.Autosave, null, page.Path);
        if (page.Settings is { } settings) ink.Change(settings);
        if (page.Look is { } shown) show?.Invoke(shown);
    }

    /// <summary>Brings back the page that was left behind.</summary>
    /// <exception cref="InkFormatException">It cannot be read; the page stays.</exception>
    public void Recover()
    {
        if (Lost is not { } lost) return;
        Lost = null;
        Open(lost);
    }

    /// <summary>Lets time pass: keeps what is due.</summary>
    public void Frame(double seconds)
    {
        Notice(seconds);
        if (_write is { Ended: true }) EndWrite();
        if (_write is not null) return;
        bool due = _saveTo is not null || _dirty && !_disabled && (seconds - _changed >= RestSeconds || seconds - _firstChanged >= LongestSeconds);
        if (!due) return;
        if (ink.Opened.Snapshot is null && ink.Phase is LivePhase.Idle or LivePhase.PenRests && !(seconds - _asked > MomentSeconds))
        {
            // The model is asked for its state, and answers some frames later.
            if (double.IsNaN(_asked)) ink.Opened.AskForSnapshot();
            if (double.IsNaN(_asked)) _asked = seconds;
            return;
        }

        _asked = double.NaN;
        Keep();
    }

    /// <summary>Keeps what is not kept yet. The page is opened or asked for again at the next start; it is nobody's now.</summary>
    public void Dispose()
    {
        Notice(_changed);
        FinishWriting();
        if (_saveTo is not null || _dirty && autosave)
        {
            for (int wait = 0; wait < 50 && Ask() is null; wait++) Thread.Sleep(10);
            KeepNow();
        }

        _file?.Dispose();
        _file = null;
        if (autosave) folder.Tidy();

        ModelSnapshot? Ask()
        {
            if (double.IsNaN(_asked)) ink.Opened.AskForSnapshot();
            _asked = 0;
            if (ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) ink.StopWriting();
            ink.TakeAnswers();
            return ink.Opened.Snapshot;
        }
    }

    private void Notice(double seconds)
    {
        (int Moment, int Rows) now = (ink.Version, ink.Rows.Count);
        (PageLook Look, LiveSettings Settings) looks = (look?.Invoke() ?? default, ink.Settings);
        // A document that only looks otherwise is no other document, but a page that is kept by itself is kept as it looks.
        bool other = now != _seen || (_unsaved && looks != _looked);
        (_seen, _looked) = (now, looks);
        if (!other) return;
        _changed = seconds;
        if (!_dirty) _firstChanged = seconds;
        _dirty = _unsaved = true;
    }

    /// <summary>The page that is left for another is kept, and is nobody's then.</summary>
    /// <returns>The file that it is kept in; null for none.</returns>
    private string? PutAside()
    {
        Notice(_changed); // what came in the very frame
        FinishWriting();
        if (_saveTo is not null || _dirty && autosave && ink.Rows.Count > 0) KeepNow();
        string? path = _file?.Path;
        _file?.Dispose();
        _file = null;
        return path;
    }

    /// <summary>Keeps the page, by itself where it cannot be saved.</summary>
    private void KeepNow()
    {
        bool saves = _saveTo is not null;
        Keep();
        FinishWriting();
        if (!saves || !_dirty || !autosave) return;
        Keep();
        FinishWriting();
    }

    private void FinishWriting()
    {
        _write?.Wait();
        if (_write is not null) EndWrite();
    }

    private void Keep()
    {
        if (_saveTo is null && ink.Rows.Count == 0)
        {
            // There is nothing to keep of an empty page.
            _dirty = false;
            _file?.Drop();
            _file = null;
            return;
        }

        try
        {
            _writingIsSave = _saveTo is not null;
            _writing = _saveTo ?? (_file ??= folder.Keep(clock.GetLocalNow())).Path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            EndKeeping(error.Message);
            return;
        }

        _saveTo = null;
        _dirty = false;
        int count = ink.Rows.Count;
        if (_rows.Length < count) _rows = GC.AllocateUninitializedArray<PageRow>(Math.Max(1024, count * 3 / 2));
        ink.RowSpan.CopyTo(_rows);
        var document = new InkDocument
        {
            Written = clock.GetLocalNow(),
            Rows = _rows.AsMemory(0, count),
            Traced = Math.Min(ink.Traced, count),
            Settings = ink.Settings,
            Hand = ink.Hand,
            Moment = ink.Opened.Snapshot,
            Pen = ink.Opened.Pen,
            Look = look?.Invoke() ?? default,
        };
        string path = _writing;
        CompressionLevel compression = _writingIsSave ? CompressionLevel.Optimal : CompressionLevel.Fastest;
        _write = new BackgroundWrite(() => DocumentFile.Write(path, document with { Model = model() }, compression), inline);
    }

    private void EndWrite()
    {
        string? error = _write!.Error;
        _write = null;
        if (error is not null)
        {
            // What it was to replace is there still, and the page is kept by itself, if that goes.
            _dirty |= _unsaved;
            if (_writingIsSave) Say($"Not saved: {error}");
            else EndKeeping(error);
            return;
        }

        if (_replaces is not null) DocumentFolder.Drop(_replaces);
        _replaces = null;
        if (!_writingIsSave) return;
        _disabled = !autosave;
        Path = _lastSaved = _writing;
        Say($"Saved {_writing}");
        if (_dirty) return;
        _unsaved = false;
        _file?.Drop();
        _file = null;
    }

    private void EndKeeping(string error)
    {
        _disabled = true;
        Say($"The page is not kept by itself any more, until it is saved: {error}");
    }

    /// <summary>After what was said in the same frame: that a page was not saved is not hidden by what opened in its place.</summary>
    private void Say(string text) => _said = _said is null ? text : $"{_said}\n{text}";
}
