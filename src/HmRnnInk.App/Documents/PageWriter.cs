using System.IO.Compression;
using HmRnnInk.App.Background;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Documents;

/// <summary>Writes the page to a file on another thread. The calling frame only copies the rows.</summary>
/// <param name="model">Gives the model that reads the page. It is called on the writing thread.</param>
/// <param name="inline">Whether to write on the calling thread, for runs that must be reproducible.</param>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
internal sealed class PageWriter(LiveInk ink, Func<DocumentModel?> model, TimeProvider clock, bool inline, Func<PageLook>? look)
{
    private BackgroundWrite? _write;
    private PageRow[] _rows = [];

    /// <summary>The file that is being written, or was written last.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether <see cref="Path"/> is a saved document rather than an autosave.</summary>
    public bool IsSave { get; private set; }

    /// <summary>Whether a write was started whose result was not taken yet.</summary>
    public bool IsBusy => _write is not null;

    /// <summary>Whether the write has finished, so that <see cref="TakeError"/> returns at once.</summary>
    public bool HasFinished => _write is { Ended: true };

    /// <summary>Copies the page and starts to write it.</summary>
    public void Begin(string path, bool isSave)
    {
        (Path, IsSave) = (path, isSave);
        int count = ink.Rows.Count;
        if (_rows.Length < count) _rows = GC.AllocateUninitializedArray<PageRow>(Math.Max(1024, count * 3 / 2));
        ink.RowSpan.CopyTo(_rows);
        var document = new InkDocument
        {
            Written = clock.GetLocalNow(),
            Rows = _rows.AsMemory(0, count),
            Traced = Math.Min(ink.Traced, count),
            Text = ink.Text.Text,
            Settings = ink.Settings,
            Hand = ink.Hand,
            Snapshot = ink.Opened.Snapshot,
            Pen = ink.Opened.Pen,
            Look = look?.Invoke() ?? default,
        };
        CompressionLevel compression = isSave ? CompressionLevel.Optimal : CompressionLevel.Fastest;
        _write = new BackgroundWrite(() => DocumentFile.Write(path, document with { Model = model() }, compression), inline);
    }

    /// <summary>Waits until the write has finished.</summary>
    /// <returns>Why the write failed; null if it succeeded.</returns>
    public string? TakeError()
    {
        _write!.Wait();
        string? error = _write.Error;
        _write = null;
        return error;
    }
}
