using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Inference;

/// <summary>A model on a thread of its own, fed by a queue: the window never waits for it.</summary>
public sealed class InferenceThread : IInference
{
    // Also the lock around it. A BlockingCollection allocates whenever it is waited at.
    private readonly Queue<InferenceRequest> _requests = new(capacity: 256);
    private readonly ConcurrentQueue<InferenceResult> _results = new();
    private readonly ConcurrentQueue<GhostTree> _ghosts = new();
    private readonly ReadingEngine _engine;
    private readonly Thread _thread;
    private volatile string? _failure;
    private volatile int _epoch;

    // The serial of the ghosts asked for last, 0 for none: older ones are dropped half-grown.
    private volatile int _wanted;
    private volatile bool _disposed;

    public InferenceThread(ReadingEngine engine)
    {
        _engine = engine;
        _thread = new Thread(Run) { IsBackground = true, Name = "inference" };
        _thread.Start();
    }

    public HiddenHistory Hiddens => _engine.Hiddens;

    public int Layers => _engine.Layers;

    public string? Failure => _failure;

    public void Post(InferenceRequest request)
    {
        if (request.Kind is InferenceKind.Rewind or InferenceKind.Resume) _epoch = request.Epoch;
        if (request.Kind is InferenceKind.Ghosts or InferenceKind.Rewind or InferenceKind.Resume) _wanted = request.Ghosts?.Serial ?? 0;
        lock (_requests)
        {
            _requests.Enqueue(request);
            Monitor.Pulse(_requests);
        }
    }

    public bool TryTake(out InferenceResult result) => _results.TryDequeue(out result);

    public bool GrowsGhosts => _engine.Ghosts is not null;

    public bool TryTake([NotNullWhen(true)] out GhostTree? ghosts) => _ghosts.TryDequeue(out ghosts);

    public void Return(GhostTree ghosts) => _engine.Ghosts?.Return(ghosts);

    public void Dispose()
    {
        if (_disposed) return;
        lock (_requests)
        {
            _disposed = true;
            Monitor.Pulse(_requests);
        }

        _thread.Join();
    }

    private void Run()
    {
        try
        {
            while (!_disposed)
            {
                // Ghosts grow a row at a time, between what cannot wait; and what nobody waits for comes after them.
                if (TryNext(out InferenceRequest request)) Do(request);
                else if (_disposed) return;
                else if (_engine.Ghosts?.Request is not null) Grow();
                else _engine.Recall();
            }
        }
        catch (Exception error) when (EngineFault.Is(error))
        {
            _failure = EngineFault.Text(error);
        }
    }

    /// <summary>Waits for a request where there is nothing to grow or to recall meanwhile.</summary>
    /// <returns>False where there is none yet, or never will be.</returns>
    private bool TryNext(out InferenceRequest request)
    {
        lock (_requests)
        {
            while (!_requests.TryDequeue(out request))
            {
                if (_disposed || _engine.Ghosts?.Request is not null || _engine.Recalls) return false;
                Monitor.Wait(_requests);
            }

            return true;
        }
    }

    private void Do(in InferenceRequest request)
    {
        // What was asked before a rewind that is already in the queue will be undone by it: reading it would be for nothing. A
        // rewind itself is always done, since a later one may leave more rows than an earlier.
        if (request.Kind is not (InferenceKind.Rewind or InferenceKind.Resume) && request.Epoch != _epoch) return;
        if (request.Kind == InferenceKind.Ghosts && (request.Ghosts?.Serial ?? 0) != _wanted) return;
        if (_engine.Do(request) is { } result) _results.Enqueue(result);
    }

    private void Grow()
    {
        GhostGrower grower = _engine.Ghosts!;
        if ((grower.Request?.Serial ?? 0) != _wanted) grower.Stop();
        else if (grower.Grow() is { } ghosts) _ghosts.Enqueue(ghosts);
    }
}
