using System.Collections.Concurrent;

namespace HmRnnInk.App.Background;

/// <summary>Work that a frame must not wait for: done in order on a thread of its own, its results handed over when a frame asks.</summary>
public sealed class BackgroundWork : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly ConcurrentQueue<Action> _done = new();
    private readonly Thread? _thread;
    private volatile bool _disposed;

    /// <param name="inline">Whether everything is done at once by who asks: for runs that must come out the same every time.</param>
    public BackgroundWork(bool inline)
    {
        if (inline) return;
        _thread = new Thread(Run) { IsBackground = true, Name = "background", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <param name="work">Done on the other thread; throws nothing that is expected to happen.</param>
    /// <param name="then">Done by <see cref="Poll"/>, with the result.</param>
    public void Do<T>(Func<T> work, Action<T> then)
    {
        Action job = () =>
        {
            T result = work();
            _done.Enqueue(() => then(result));
        };
        if (_thread is null) job();
        else _waiting.Add(job);
    }

    /// <summary>Hands over what is done.</summary>
    public void Poll()
    {
        while (_done.TryDequeue(out Action? then)) then();
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _waiting.CompleteAdding();
        _thread?.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        foreach (Action job in _waiting.GetConsumingEnumerable())
        {
            if (_disposed) return;
            job();
        }
    }
}
