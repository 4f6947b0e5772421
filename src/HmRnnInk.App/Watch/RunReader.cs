using System.Collections.Concurrent;
using HmRnnInk.App.Background;

namespace HmRnnInk.App.Watch;

/// <summary>
/// Polls the folder of a run, and lets each new checkpoint read the fixed line, those near the playhead first. After <see cref="Start"/> it
/// works on its own thread; <see cref="ReadAll"/> works on the calling thread.
/// </summary>
internal sealed class RunReader(RunFolder folder, FixedLine line) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<RunListing> _listings = new();
    private readonly ConcurrentQueue<CheckpointReading> _readings = new();
    private readonly HashSet<CheckpointFile> _done = [];
    private readonly ManualResetEventSlim _stop = new();
    private RunListing _listing = RunListing.Empty;
    private Thread? _thread;
    private long _wanted;

    /// <summary>Sets the training points at the playhead. The checkpoint nearest to them is read next.</summary>
    public long WantedPoints
    {
        set => Volatile.Write(ref _wanted, value);
    }

    public void Start() => _thread = ProgramFault.Start("run reader", Run, ThreadPriority.BelowNormal);

    /// <summary>Lists the folder and reads all new checkpoints.</summary>
    public void ReadAll()
    {
        ListFolder();
        while (ReadNext()) { }
    }

    /// <summary>Takes the next result: a new listing if there is one, otherwise a new reading.</summary>
    public bool TryTake(out RunListing? listing, out CheckpointReading? reading)
    {
        reading = null;
        return _listings.TryDequeue(out listing) || _readings.TryDequeue(out reading);
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        do
        {
            ListFolder();
            while (!_stop.IsSet && ReadNext()) { }
        }
        while (!_stop.Wait(Interval));
    }

    /// <summary>Passes on the content of the folder if it has changed.</summary>
    private void ListFolder()
    {
        RunListing listing;
        try
        {
            listing = folder.List();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The previous listing stays visible.
            listing = _listing with { Problem = $"The run's folder cannot be read: {error.Message}" };
        }

        if (listing.SameAs(_listing)) return;
        _listing = listing;
        _listings.Enqueue(listing);
    }

    /// <returns>Whether there was a checkpoint to read.</returns>
    private bool ReadNext()
    {
        double wanted = Math.Log(Math.Max(1, Volatile.Read(ref _wanted)));
        CheckpointFile? next = _listing.Checkpoints.Where(file => !_done.Contains(file))
            .MinBy(file => Math.Abs(Math.Log(Math.Max(1, file.Points)) - wanted));
        if (next is null) return false;
        _done.Add(next);
        // A run in progress deletes old checkpoints, so a missing file is not an error.
        CheckpointReading reading = CheckpointReading.Of(next, line);
        if (reading.Failure is null || File.Exists(next.Path)) _readings.Enqueue(reading);
        return true;
    }
}
