using HmRnnInk.App.Session;

namespace HmRnnInk.App.Documents;

/// <summary>Waits for the state of the model that is saved with a page. It arrives some frames after it was asked for.</summary>
internal sealed class SnapshotWait(LiveInk ink)
{
    /// <summary>How long to wait. After this time the page is written without a snapshot.</summary>
    private const double MaximumSeconds = 0.5;

    private const int PollMilliseconds = 10;

    // When the snapshot was asked for; NaN while none is awaited.
    private double _askedSeconds = double.NaN;

    /// <summary>Whether there is a model that gives snapshots.</summary>
    private bool IsExpected => ink.Layers > 0 && ink.Failure is null;

    /// <summary>Asks for a snapshot if there is none.</summary>
    /// <returns>Whether the page can be written now.</returns>
    public bool Poll(double seconds)
    {
        bool waits = IsExpected && !(seconds - _askedSeconds > MaximumSeconds);
        if (ink.Opened.Snapshot is null && !ink.SomebodyWrites && waits)
        {
            if (!double.IsNaN(_askedSeconds)) return false;
            ink.Opened.AskForSnapshot();
            _askedSeconds = seconds;
            return false;
        }

        _askedSeconds = double.NaN;
        return true;
    }

    /// <summary>Stops whoever writes, and blocks until the snapshot has arrived, for at most <see cref="MaximumSeconds"/>.</summary>
    public void Block()
    {
        for (int waited = 0; waited < 1000 * MaximumSeconds && !TryReceive() && IsExpected; waited += PollMilliseconds)
            Thread.Sleep(PollMilliseconds);

        // Also asks for the snapshot, once, and stops whoever writes meanwhile.
        bool TryReceive()
        {
            if (double.IsNaN(_askedSeconds)) ink.Opened.AskForSnapshot();
            _askedSeconds = 0;
            if (ink.SomebodyWrites) ink.StopWriting();
            ink.TakeAnswers();
            return ink.Opened.Snapshot is not null;
        }
    }
}
