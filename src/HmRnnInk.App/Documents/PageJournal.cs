using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Appends the changes of the page to a journal ten times per second, so that a crash loses less than a second of ink. A frame only
/// copies the rows that have changed; another thread writes them.
/// </summary>
/// <param name="inline">Whether to write within the frame, for runs that must be reproducible.</param>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
internal sealed class PageJournal(LiveInk ink, DocumentFolder folder, bool inline, Func<PageLook>? look)
{
    /// <summary>How long to wait after a write that failed.</summary>
    public const double RetrySeconds = 2;

    private const double IntervalSeconds = 0.1;

    /// <summary>A longer journal is continued by another, which begins with the whole page.</summary>
    private const long MaximumBytes = 64 << 20;

    private PageRow[] _rows = [];

    // The first row that has changed since the newest append, and the number of rows on the page then.
    private int _from, _written;
    private int _generation;
    // The times in the journal count from _startSeconds.
    private double _startSeconds = double.NaN, _dueSeconds = double.NegativeInfinity;
    private string _text = "";
    private bool _isPending;
    private Task _append = inline ? Task.CompletedTask : Task.Run(Compile);

    // Used by the writing thread; by others only while it does not write.
    private JournalFile? _journal;
    private bool _isFull;
    private int _openGeneration;
    private string? _error;

    /// <summary>The locked autosave of the page; null until something was appended. Valid while nothing is being written.</summary>
    public AutosaveFile? File { get; private set; }

    /// <summary>Why the newest changes are not on disk; null if they are, or will be soon.</summary>
    public string? Problem { get; private set; }

    /// <summary>Appends what has changed, if that is due. Call it once per frame.</summary>
    public void Update(double seconds)
    {
        if (!_append.IsCompleted) return;
        if (!FinishAppend()) _dueSeconds = seconds + RetrySeconds;
        if (seconds < _dueSeconds || !BeginAppend()) return;
        _dueSeconds = seconds + IntervalSeconds;
        // An inline append is already complete.
        if (_append.IsCompleted && !FinishAppend()) _dueSeconds = seconds + RetrySeconds;
    }

    /// <summary>Appends what has changed, and waits until it is written.</summary>
    public void Flush()
    {
        FinishAppend();
        if (BeginAppend()) FinishAppend();
    }

    /// <summary>Continues in another journal. Call it when an autosave of the whole page begins.</summary>
    /// <returns>The generation of that autosave. Journals of this and later generations have the changes since.</returns>
    public int NextGeneration() => ++_generation;

    /// <summary>Ends the journal of this page. Call it before another page replaces this one.</summary>
    /// <param name="delete">Whether to delete the autosave, because the page is saved or empty.</param>
    /// <returns>The path of the autosave that stays; null for none.</returns>
    public string? Close(bool delete)
    {
        FinishAppend();
        CloseJournal();
        string? path = delete ? null : File?.Path;
        if (delete) File?.Delete();
        else File?.Dispose();
        (File, _from, _written, _text, _generation, _startSeconds) = (null, 0, 0, "", 0, double.NaN);
        (Problem, _error) = (null, null);
        return path;
    }

    private bool BeginAppend()
    {
        _from = Math.Min(_from, ink.Opened.TakeUnwritten());
        ReadOnlySpan<PageRow> rows = ink.RowSpan;
        if (_from == rows.Length && _written == rows.Length && _text == ink.Text.Text) return false;
        if (_isFull)
        {
            (_from, _isFull) = (0, false);
            _generation++;
        }

        if (_from == 0 || double.IsNaN(_startSeconds)) _startSeconds = DocumentMapping.StartSeconds(rows);
        CopyAndAppend(rows, _from);
        (_from, _written, _text) = (rows.Length, rows.Length, ink.Text.Text);
        return true;
    }

    /// <summary>
    /// Copies rows and starts to append them. It is a separate method, because its closure is allocated on entry.
    /// </summary>
    private void CopyAndAppend(ReadOnlySpan<PageRow> rows, int from)
    {
        int count = rows.Length - from;
        if (_rows.Length < count) _rows = GC.AllocateUninitializedArray<PageRow>(Math.Max(1024, count * 3 / 2));
        rows[from..].CopyTo(_rows);
        JournalV1.Header header = Header(ink.Settings, look?.Invoke() ?? default);
        (HandEstimate hand, double start, int generation) = (ink.Hand, _startSeconds, _generation);
        string text = ink.Text.Text;
        Action append = () => Append(header, from, count, hand, text, start, generation);
        _isPending = true;
        if (inline) append();
        else _append = Task.Run(append);
    }

    /// <summary>Waits for the newest append.</summary>
    /// <returns>Whether it succeeded.</returns>
    private bool FinishAppend()
    {
        if (!_isPending) return true;
        Task append = _append;
        (_append, _isPending) = (Task.CompletedTask, false);
        append.GetAwaiter().GetResult();
        (Problem, _error) = (_error, null);
        if (Problem is null) return true;
        // What was written may end within a line. The next attempt begins another journal, with the whole page.
        _from = 0;
        _generation++;
        return false;
    }

    private void Append(JournalV1.Header header, int from, int count, HandEstimate hand, string text, double start, int generation)
    {
        try
        {
            File ??= folder.BeginAutosave();
            if (_journal is null || generation != _openGeneration)
            {
                CloseJournal();
                _journal = new JournalFile(AutosaveFile.JournalOf(File.Path, generation), header);
                _openGeneration = generation;
            }

            _journal.Append(Change(_rows.AsSpan(0, count), from, hand, text, start));
            if (_journal.Length > MaximumBytes) _isFull = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _error = error.Message;
            CloseJournal();
        }
    }

    private static JournalV1.Header Header(LiveSettings settings, PageLook look) =>
        new(JournalV1.Format, JournalV1.Version, DocumentMapping.ToJson(settings), DocumentMapping.ToJson(look));

    private static JournalV1.Change Change(Span<PageRow> rows, int from, HandEstimate hand, string text, double start) =>
        new(from, DocumentMapping.ToJson(hand), DocumentMapping.ToJson(rows, start), TextMapping.ToJson(text, rows));

    /// <summary>Compiles the code that appends, so that the first ink is on disk as soon as later ink.</summary>
    private static void Compile()
    {
        var row = new PageRow(default, 0, 0, RowOwner.Person, 0, 0);
        JournalFile.Compile(Header(new LiveSettings(), default), Change([row], 0, HandEstimate.Expect(1), "", 0));
    }

    private void CloseJournal()
    {
        try
        {
            _journal?.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An empty journal stays, which does no harm.
        }

        _journal = null;
    }
}
