using System.Runtime.ExceptionServices;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Background;

/// <summary>Writes a file on its own thread, so that no frame waits for the disk.</summary>
internal sealed class BackgroundWrite
{
    private readonly Thread? _thread;
    private volatile bool _ended;
    private Exception? _failure;

    /// <param name="write">Writes the file.</param>
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

    /// <summary>Waits until writing has ended.</summary>
    /// <returns>
    /// Why writing failed: an <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="InkFormatException"/>;
    /// null if it succeeded. Other exceptions are faults of the program and thrown.
    /// </returns>
    public Exception? TakeFailure()
    {
        _thread?.Join();
        if (_failure is null or IOException or UnauthorizedAccessException or InkFormatException) return _failure;
        ExceptionDispatchInfo.Throw(_failure);
        throw _failure;
    }

    private void Do(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error)
        {
            _failure = error;
        }

        _ended = true;
    }
}
