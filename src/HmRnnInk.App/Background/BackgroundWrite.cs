using HmRnnInk.Ink;

namespace HmRnnInk.App.Background;

/// <summary>A file that is written on a thread of its own: no frame waits for the disk.</summary>
internal sealed class BackgroundWrite
{
    private readonly Thread? _thread;
    private volatile bool _ended;

    /// <param name="write">Its <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="InkFormatException"/> is kept.</param>
    /// <param name="inline">Whether it is done at once by who asks: for runs that must come out the same every time.</param>
    public BackgroundWrite(Action write, bool inline)
    {
        if (inline)
        {
            Do(write);
            return;
        }

        // It may take its time, and must not end half-way with the program: it is waited for.
        _thread = new Thread(() => Do(write)) { Name = "document", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public bool Ended => _ended;

    /// <summary>Why it failed; null where it did not. Known once it has ended.</summary>
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
