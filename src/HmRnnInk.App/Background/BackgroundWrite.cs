using HmRnnInk.Ink;

namespace HmRnnInk.App.Background;

/// <summary>Writes a file on its own thread, so that no frame waits for the disk.</summary>
internal sealed class BackgroundWrite
{
    private readonly Thread? _thread;
    private volatile bool _ended;

    /// <param name="write">
    /// Writes the file. <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> and <see cref="InkFormatException"/> are
    /// caught and reported as <see cref="Error"/>.
    /// </param>
    /// <param name="inline">Whether the caller writes the file at once, for reproducible runs.</param>
    public BackgroundWrite(Action write, bool inline)
    {
        if (inline)
        {
            Do(write);
            return;
        }

        // A foreground thread: the program must not exit while the file is half written.
        _thread = new Thread(() => Do(write)) { Name = "document", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public bool Ended => _ended;

    /// <summary>Why writing failed; null if it succeeded. Valid once <see cref="Ended"/> is true.</summary>
    public string? Error { get; private set; }

    public void Wait() => _thread?.Join();

    private void Do(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException)
        {
            Error = error.Message;
        }

        _ended = true;
    }
}
