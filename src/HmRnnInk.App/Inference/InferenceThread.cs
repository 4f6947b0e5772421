using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>Runs a model on its own thread, fed by a queue, so that the window never waits for it.</summary>
internal sealed class InferenceThread : IInference
{
    // Also serves as its own lock. A BlockingCollection would allocate on every wait.
    private readonly Queue<InferenceRequest> _requests = new(capacity: 256);
    private readonly ConcurrentQueue<InferenceResult> _results = new();
    private readonly ConcurrentQueue<GhostTree> _ghosts = new();
    private readonly ReadingEngine _engine;
    private readonly Thread _thread;
    private volatile string? _failure;
    private volatile int _epoch;

    // The serial number of the latest request for ghosts, 0 for none. Older requests are cancelled while they grow.
    private volatile int _wantedSerial;
    private volatile bool _disposed;

    public InferenceThread(ReadingEngine engine)
    {
        _engine = engine;
        _thread = ProgramFault.Start("inference", Run);
    }

    public HiddenHistory Hiddens => _engine.Hiddens;

    public int Layers => _engine.Layers;

    public CharacterAlphabet? Alphabet => _engine.Alphabet;

    public string? Failure => _failure;

    public void Post(InferenceRequest request)
    {
        if (request.Kind is InferenceKind.Rewind or InferenceKind.Resume) _epoch = request.Epoch;
        if (request.Kind is InferenceKind.Ghosts or InferenceKind.Rewind or InferenceKind.Resume)
            _wantedSerial = request.Ghosts?.Serial ?? 0;
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
                // Requests come first, then ghosts, one row at a time. Recalling comes last because nobody waits for it. Requests after one
                // for a word must wait for the word, unless the page has changed.
                if (_engine.Waiting is { } waiting && waiting.Epoch == _epoch) Choose();
                else if (TryNext(out InferenceRequest request)) Do(request);
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

    /// <summary>Takes the next request. Waits for one if there is nothing to grow or recall.</summary>
    /// <returns>False if there is no request now.</returns>
    private bool TryNext(out InferenceRequest request)
    {
        lock (_requests)
        {
            while (!_requests.TryDequeue(out request))
            {
                if (_disposed || _engine.Ghosts?.Request is not null || _engine.NeedsRecall) return false;
                Monitor.Wait(_requests);
            }

            return true;
        }
    }

    private void Do(in InferenceRequest request)
    {
        // A rewind in the queue will undo requests posted before it, so they are skipped. A rewind itself is never skipped, because a later
        // one may keep more rows than an earlier one.
        if (request.Kind is not (InferenceKind.Rewind or InferenceKind.Resume) && request.Epoch != _epoch) return;
        if (request.Kind == InferenceKind.Ghosts && (request.Ghosts?.Serial ?? 0) != _wantedSerial) return;
        if (_engine.Do(request) is { } result) _results.Enqueue(result);
    }

    private void Choose()
    {
        if (_engine.Choose() is { } result) _results.Enqueue(result);
    }

    private void Grow()
    {
        GhostGrower grower = _engine.Ghosts!;
        if ((grower.Request?.Serial ?? 0) != _wantedSerial) grower.Stop();
        else if (grower.Grow() is { } ghosts) _ghosts.Enqueue(ghosts);
    }
}
