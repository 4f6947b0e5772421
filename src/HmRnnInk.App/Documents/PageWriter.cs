using System.IO.Compression;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Writes the page to a file on another thread. The calling frame only copies the rows.</summary>
/// <param name="model">Gives the model that reads the page. It is called on the writing thread.</param>
/// <param name="inline">Whether to write on the calling thread, for runs that must be reproducible.</param>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
internal sealed class PageWriter(LiveInk ink, Func<DocumentModel?> model, bool inline, Func<PageLook>? look)
{
    private Task? _write;
    private PageRow[] _rows = [];

    /// <summary>Whether the newest file is a saved document rather than an autosave.</summary>
    public bool IsSave { get; private set; }

    /// <summary>The version of the file that was written.</summary>
    public FileVersion? Version { get; private set; }

    /// <summary>Whether a write was started whose result was not taken yet.</summary>
    public bool IsBusy => _write is not null;

    /// <summary>Whether the write has finished, so that <see cref="TakeFailure"/> returns at once.</summary>
    public bool HasFinished => _write is { IsCompleted: true };

    /// <summary>Copies the page and starts to save it.</summary>
    /// <param name="mayReplace">As in <see cref="WholeFile.Write"/>.</param>
    public void Save(string path, Func<FileVersion?, bool>? mayReplace)
    {
        IsSave = true;
        InkDocument page = Copy(generation: 0);
        Begin(() => Version = DocumentFile.Write(path, page with { Model = model() }, CompressionLevel.Optimal, mayReplace));
    }

    /// <summary>Copies the page and starts to autosave it. Older journals are deleted when that has succeeded.</summary>
    /// <param name="generation">The generation of the journal that has the changes from now on.</param>
    public void Autosave(string path, int generation)
    {
        IsSave = false;
        InkDocument page = Copy(generation);
        Begin(() =>
        {
            DocumentFile.Write(path, page with { Model = model() }, CompressionLevel.Fastest);
            AutosaveFile.DeleteJournals(path, before: generation);
        });
    }

    /// <summary>Waits until the write has finished.</summary>
    /// <returns>
    /// Why the write failed: an <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="InkFormatException"/>;
    /// null if it succeeded. Other exceptions are faults of the program and thrown.
    /// </returns>
    public Exception? TakeFailure()
    {
        Task write = _write!;
        _write = null;
        try
        {
            write.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException)
        {
            return error;
        }
    }

    private void Begin(Action write)
    {
        Task started = _write = new Task(write);
        // A foreground thread: the program must not exit while the file is half written.
        if (inline) started.RunSynchronously();
        else new Thread(() => started.RunSynchronously()) { Name = "document", Priority = ThreadPriority.BelowNormal }.Start();
    }

    private InkDocument Copy(int generation)
    {
        int count = ink.Rows.Count;
        if (_rows.Length < count) _rows = GC.AllocateUninitializedArray<PageRow>(Math.Max(1024, count * 3 / 2));
        ink.RowSpan.CopyTo(_rows);
        return new InkDocument
        {
            Written = TimeProvider.System.GetLocalNow(),
            Rows = _rows.AsMemory(0, count),
            TracedRows = Math.Min(ink.TracedRows, count),
            Text = ink.Text.Text,
            Settings = ink.Settings,
            Hand = ink.Hand,
            Snapshot = ink.Opened.Snapshot,
            Pen = ink.Opened.Pen,
            Look = look?.Invoke() ?? default,
            Generation = generation,
        };
    }
}
