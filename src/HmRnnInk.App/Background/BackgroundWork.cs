using System.Collections.Concurrent;

namespace HmRnnInk.App.Background;

/// <summary>
/// Runs slow work one job after the other on its own thread. A frame fetches the results, so no frame waits for the work.
/// </summary>
internal sealed class BackgroundWork : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly ConcurrentQueue<Action> _done = new();
    private readonly Thread? _thread;
    private volatile bool _disposed;

    /// <param name="inline">Whether the caller runs each job at once, for reproducible runs.</param>
    public BackgroundWork(bool inline)
    {
        if (inline) return;
        _thread = ProgramFault.Start("background", Run, ThreadPriority.BelowNormal);
    }

    /// <param name="work">
    /// Runs on the worker thread, and the next frame throws its exception; see <see cref="ProgramFault"/>. In a reproducible run it runs
    /// within this call, which then throws the exception.
    /// </param>
    /// <param name="then">Receives the result when <see cref="Poll"/> is called.</param>
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

    /// <summary>Delivers the results of the finished jobs, and throws the exception of any background thread.</summary>
    public void Poll()
    {
        ProgramFault.ThrowIfAny();
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
            ProgramFault.Guard(job);
        }
    }
}
