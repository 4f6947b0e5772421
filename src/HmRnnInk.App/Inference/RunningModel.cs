using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// A running model: requests go in, results come out, in order. It runs on its own thread, fed by a queue, so that the window never waits
/// for it. Another model can replace it while the page stays.
/// </summary>
internal sealed class RunningModel : IDisposable
{
    // Also serves as its own lock. A BlockingCollection would allocate on every wait.
    private readonly Queue<InferenceRequest> _requests = new(capacity: 256);
    private readonly ConcurrentQueue<InferenceResult> _results = new();
    private readonly ConcurrentQueue<GhostTree> _ghosts = new();
    private readonly bool _inline;
    private ReadingEngine _engine;
    private Thread? _thread; // null if inline
    private volatile string? _failure;
    private volatile int _epoch;

    // The serial number of the latest request for ghosts, 0 for none. Older requests are cancelled while they grow.
    private volatile int _wantedSerial;
    private volatile bool _stops;

    /// <param name="engine">Disposed with this object, or when another replaces it.</param>
    /// <param name="inline">Whether each request runs at once on the calling thread, for reproducible runs.</param>
    public RunningModel(ReadingEngine engine, bool inline = false)
    {
        (_engine, _inline) = (engine, inline);
        Start();
    }

    public int Layers => _engine.Layers;

    /// <summary>The characters that the model can write as a given text; null if it cannot write one.</summary>
    public CharacterAlphabet? Alphabet => _engine.Alphabet;

    /// <summary>The hidden units at the rows read.</summary>
    public HiddenHistory Hiddens => _engine.Hiddens;

    /// <summary>Whether it answers requests of kind <see cref="InferenceKind.Ghosts"/>.</summary>
    public bool GrowsGhosts => _engine.Ghosts is not null;

    /// <summary>Why the model stopped for good, as a message for the person; null while it works.</summary>
    public string? Failure => _failure;

    /// <summary>
    /// Replaces the model. Pending requests and results of the previous model are lost, so the caller must have the page read again.
    /// </summary>
    public void Use(ReadingEngine engine)
    {
        Dispose();
        _requests.Clear();
        _results.Clear();
        _ghosts.Clear();
        (_engine, _failure) = (engine, null);
        Start();
    }

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

        if (_inline && _failure is null) Run();
    }

    public bool TryTake(out InferenceResult result) => _results.TryDequeue(out result);

    /// <summary>Takes ghosts that have grown. Give them back with <see cref="Return"/> when they are no longer shown.</summary>
    public bool TryTake([NotNullWhen(true)] out GhostTree? ghosts) => _ghosts.TryDequeue(out ghosts);

    /// <summary>Gives ghosts back, so that their memory is reused. They may be those of a previous model.</summary>
    public void Return(GhostTree ghosts) => _engine.Ghosts?.Return(ghosts);

    public void Dispose()
    {
        lock (_requests)
        {
            _stops = true;
            Monitor.Pulse(_requests);
        }

        _thread?.Join();
        _engine.Dispose();
    }

    private void Start()
    {
        _stops = false;
        if (!_inline) _thread = ProgramFault.Start("inference", Run);
    }

    private void Run()
    {
        try
        {
            while (!_stops)
            {
                if (Advance()) continue;
                if (_inline) return;
                lock (_requests)
                {
                    while (_requests.Count == 0 && !_stops) Monitor.Wait(_requests);
                }
            }
        }
        catch (Exception error) when (EngineFault.Is(error))
        {
            _failure = EngineFault.Text(error);
        }
    }

    /// <summary>
    /// Does what is most urgent. Requests come first, then ghosts, one row at a time. Recalling comes last because nobody waits for it.
    /// </summary>
    /// <returns>False if there is nothing to do.</returns>
    private bool Advance()
    {
        // Requests after one for a word must wait for the word, unless the page has changed.
        if (_engine.Waiting is { } waiting && waiting.Epoch == _epoch) Add(_engine.Choose());
        else if (TryNext(out InferenceRequest request)) Do(request);
        else if (_engine.Ghosts is { Request: not null } grower) Grow(grower);
        else return _engine.Recall();
        return true;
    }

    private bool TryNext(out InferenceRequest request)
    {
        lock (_requests) return _requests.TryDequeue(out request);
    }

    private void Do(in InferenceRequest request)
    {
        // A rewind in the queue will undo requests posted before it, so they are skipped. A rewind itself is never skipped, because a later
        // one may keep more rows than an earlier one.
        if (request.Kind is not (InferenceKind.Rewind or InferenceKind.Resume) && request.Epoch != _epoch) return;
        if (request.Kind == InferenceKind.Ghosts && (request.Ghosts?.Serial ?? 0) != _wantedSerial) return;
        Add(_engine.Do(request));
    }

    private void Add(InferenceResult? result)
    {
        if (result is { } added) _results.Enqueue(added);
    }

    private void Grow(GhostGrower grower)
    {
        if ((grower.Request?.Serial ?? 0) != _wantedSerial) grower.Stop();
        else if (grower.Grow() is { } ghosts) _ghosts.Enqueue(ghosts);
    }
}
