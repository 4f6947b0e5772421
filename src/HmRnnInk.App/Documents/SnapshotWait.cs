using HmRnnInk.App.Session;

namespace HmRnnInk.App.Documents;

/// <summary>Waits for the state of the model that is saved with a page. It arrives some frames after it was asked for.</summary>
internal sealed class SnapshotWait(LiveInk ink)
{
    /// <summary>How long to wait. After this time the page is written without a snapshot.</summary>
    private const double MaximumSeconds = 0.5;

    private const int PollMilliseconds = 10;

    // Since when a snapshot is awaited; NaN while none is.
    private double _sinceSeconds = double.NaN;

    /// <summary>Whether there is a model that gives snapshots.</summary>
    private bool IsExpected => ink.Layers > 0 && ink.Failure is null;

    /// <summary>Asks for a snapshot if there is none.</summary>
    /// <returns>Whether the page can be written now.</returns>
    public bool Poll(double seconds)
    {
        if (double.IsNaN(_sinceSeconds)) _sinceSeconds = seconds;
        if (ink.Opened.Snapshot is null && !ink.SomebodyWrites && IsExpected && seconds - _sinceSeconds <= MaximumSeconds)
        {
            ink.Opened.AskForSnapshot(); // again in each frame: the model gives none until it has read the whole page
            return false;
        }

        _sinceSeconds = double.NaN;
        return true;
    }

    /// <summary>Stops whoever writes, and blocks until the snapshot has arrived, for at most <see cref="MaximumSeconds"/>.</summary>
    public void Block()
    {
        for (int waited = 0; waited < 1000 * MaximumSeconds && !TryReceive() && IsExpected; waited += PollMilliseconds)
            Thread.Sleep(PollMilliseconds);

        bool TryReceive()
        {
            if (ink.SomebodyWrites) ink.StopWriting();
            ink.TakeAnswers();
            if (ink.Opened.Snapshot is null) ink.Opened.AskForSnapshot();
            ink.TakeAnswers();
            return ink.Opened.Snapshot is not null;
        }
    }
}
