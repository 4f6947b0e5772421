using System.Collections.Concurrent;

namespace HmRnnInk.App.Live;

/// <summary>A model on a thread of its own, fed by a queue: the window never waits for it.</summary>
public sealed class InferenceThread : IInference
{
    private readonly BlockingCollection<InferenceRequest> _requests = [];
    private readonly ConcurrentQueue<InferenceResult> _results = new();
    private readonly ReadingEngine _engine;
    private readonly Thread _thread;
    private volatile string? _failure;
    private volatile int _epoch;
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
        if (request.Kind == InferenceKind.Rewind) _epoch = request.Epoch;
        _requests.Add(request);
    }

    public bool TryTake(out InferenceResult result) => _results.TryDequeue(out result);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    private void Run()
    {
        foreach (InferenceRequest request in _requests.GetConsumingEnumerable())
        {
            if (_disposed) return;
            // What was asked before a rewind that is already in the queue will be undone by it: reading it would be for nothing. A
            // rewind itself is always done, since a later one may leave more rows than an earlier.
            if (request.Kind != InferenceKind.Rewind && request.Epoch != _epoch) continue;
            try
            {
                if (_engine.Do(request) is { } result) _results.Enqueue(result);
            }
            catch (Exception error) when (error is InvalidOperationException or ArgumentException)
            {
                _failure = error.Message;
                return;
            }
        }
    }
}
