namespace HmRnnInk.App.Watch;

/// <summary>
/// The checkpoints of a run on a logarithmic axis of training points, with a playhead. The playhead can be stepped, dragged and played. At
/// the last checkpoint it follows a run in progress.
/// </summary>
internal sealed class WatchTimeline
{
    /// <summary>How long the whole run plays, and the time constants with which the playhead glides and the axis stretches.</summary>
    private const double PlaySeconds = 10, GlideSeconds = 0.06, StretchSeconds = 0.25;

    /// <summary>The minimum length of the axis, in natural logarithms of training points.</summary>
    private const double MinimumRange = 0.5;

    /// <summary>The number of hues of segments; see <see cref="SteadyHues"/>.</summary>
    public const int Hues = 3;

    private readonly Dictionary<CheckpointFile, (CheckpointReading Reading, byte[][] Hues)> _read = [];

    // Logarithms of training points: where the playhead is and moves to, and the ends of the axis.
    private double _at, _goal, _from = double.NaN, _to;
    private bool _dragging;

    public RunListing Listing { get; private set; } = RunListing.Empty;

    public IReadOnlyList<CheckpointFile> Checkpoints => Listing.Checkpoints;

    /// <summary>The index of the checkpoint nearest to the playhead; −1 if there is none.</summary>
    public int Current { get; private set; } = -1;

    /// <summary>The position of the playhead on the axis, 0 to 1. After a step it glides to the checkpoint.</summary>
    public double Playhead => PositionOfLog(_at);

    /// <summary>Whether the timeline is playing, as it does when a run is opened.</summary>
    public bool Playing { get; private set; } = true;

    /// <summary>Whether the playhead follows the newest checkpoint of a run in progress.</summary>
    public bool Following { get; private set; }

    /// <summary>The number of checkpoints that have read the line, or failed to.</summary>
    public int ReadCount { get; private set; }

    /// <summary>The reading of the current checkpoint. While there is none, the last one that was shown; null at first.</summary>
    public CheckpointReading? Shown { get; private set; }

    /// <summary>[detectors][rows]: the hues of the segments of <see cref="Shown"/>.</summary>
    public IReadOnlyList<byte[]> ShownHues => Shown is { } shown ? _read[shown.File].Hues : [];

    /// <summary>Why the current checkpoint could not be read; null if it could.</summary>
    public string? Failure => Current >= 0 && ReadingOf(Current) is { Failure: { } failure } ? failure : null;

    /// <summary>The training points that the playhead moves to.</summary>
    public long Points => (long)Math.Round(Math.Exp(_goal));

    public void Take(RunListing listing)
    {
        Listing = listing;
        foreach (CheckpointFile gone in _read.Keys.Except(listing.Checkpoints).ToArray())
            if (gone != Shown?.File) _read.Remove(gone);
        (double first, double last) = Ends();
        if (double.IsNaN(_from)) (_from, _to) = (first, last);
        if (Checkpoints.Count == 0)
        {
            (Current, ReadCount) = (-1, 0); // the folder of the run was deleted
            return;
        }

        if (Current < 0) _at = _goal = LogOf(Playing ? 0 : Checkpoints.Count - 1);
        if (Following) _goal = LogOf(Checkpoints.Count - 1);
        FindCurrent();
        CountRead();
    }

    public void Take(CheckpointReading reading)
    {
        if (!Checkpoints.Contains(reading.File)) return;
        // The hues follow those of the nearest checkpoint that has some, so that they change as little as possible.
        byte[][]? near = _read.Values.Where(other => other.Reading.Failure is null && other.Reading.Detectors == reading.Detectors)
            .OrderBy(other => Math.Abs(Log(other.Reading.File.Points) - Log(reading.File.Points)))
            .Select(other => other.Hues).FirstOrDefault();
        byte[][] hues = reading.Failure is not null
            ? []
            : [.. Enumerable.Range(0, reading.Detectors).Select(layer =>
                SteadyHues.Of(reading.Rows, layer, near is null ? [] : near[layer], Hues))];
        _read[reading.File] = (reading, hues);
        CountRead();
    }

    /// <summary>Advances the playhead.</summary>
    /// <param name="seconds">The time since the last call.</param>
    public void Advance(double seconds)
    {
        (double first, double last) = Ends();
        double stretch = 1 - Math.Exp(-seconds / StretchSeconds);
        (_from, _to) = (_from + ((first - _from) * stretch), _to + ((last - _to) * stretch));
        if (Checkpoints.Count == 0) return;
        // Playing waits for a checkpoint that is still being read.
        if (Playing && ReadingOf(Current) is not null)
        {
            _goal += (LogOf(Checkpoints.Count - 1) - LogOf(0)) * seconds / PlaySeconds;
            _at = _goal;
            if (_goal >= LogOf(Checkpoints.Count - 1)) ToLast();
        }

        _at = _goal + ((_at - _goal) * Math.Exp(-seconds / GlideSeconds));
        FindCurrent();
        if (ReadingOf(Current) is not { Failure: null } reading || reading == Shown) return;
        CheckpointReading? before = Shown;
        Shown = reading;
        if (before is not null && !Checkpoints.Contains(before.File)) _read.Remove(before.File);
    }

    /// <summary>Moves the playhead by a number of checkpoints.</summary>
    public void Step(int checkpoints)
    {
        if (Checkpoints.Count > 0) GoTo(Math.Clamp(Current + checkpoints, 0, Checkpoints.Count - 1));
    }

    public void ToFirst() => Step(-Checkpoints.Count);

    public void ToLast() => Step(Checkpoints.Count);

    /// <summary>Plays or stops. At the last checkpoint, it plays from the first one.</summary>
    public void TogglePlay()
    {
        if (Playing || Checkpoints.Count < 2)
        {
            GoTo(Current);
            return;
        }

        if (Current == Checkpoints.Count - 1) _at = _goal = LogOf(0);
        (Playing, Following) = (true, false);
    }

    /// <summary>Drags the playhead with the pointer.</summary>
    /// <param name="position">The position on the axis, 0 to 1.</param>
    public void Drag(double position)
    {
        if (Checkpoints.Count == 0) return;
        (Playing, Following, _dragging) = (false, false, true);
        _at = _goal = Math.Clamp(_from + (position * (_to - _from)), LogOf(0), LogOf(Checkpoints.Count - 1));
        FindCurrent();
    }

    /// <summary>Ends dragging. The playhead glides to the nearest checkpoint.</summary>
    public void Release()
    {
        if (_dragging) GoTo(Current);
        _dragging = false;
    }

    /// <summary>The position of a number of training points on the axis. 0 to 1 is visible.</summary>
    public double PositionOf(long points) => PositionOfLog(Log(points));

    /// <returns>The reading of a checkpoint; null if there is none yet.</returns>
    public CheckpointReading? ReadingOf(int checkpoint) => _read.GetValueOrDefault(Checkpoints[checkpoint]).Reading;

    private static double Log(long points) => Math.Log(Math.Max(1, points));

    private double PositionOfLog(double log) => (log - _from) / (_to - _from);

    private double LogOf(int checkpoint) => Log(Checkpoints[checkpoint].Points);

    private void GoTo(int checkpoint)
    {
        Playing = false;
        if (checkpoint < 0) return;
        _goal = LogOf(checkpoint);
        Following = checkpoint == Checkpoints.Count - 1;
        FindCurrent();
    }

    private void CountRead() => ReadCount = Checkpoints.Count(_read.ContainsKey);

    private void FindCurrent()
    {
        Current = 0;
        for (int checkpoint = 1; checkpoint < Checkpoints.Count; checkpoint++)
            if (Math.Abs(LogOf(checkpoint) - _goal) < Math.Abs(LogOf(Current) - _goal)) Current = checkpoint;
    }

    /// <returns>The logarithms of the first and the last training points to show, at least <see cref="MinimumRange"/> apart.</returns>
    private (double First, double Last) Ends()
    {
        long first = long.MaxValue, last = 1;
        if (Checkpoints.Count > 0) (first, last) = (Checkpoints[0].Points, Checkpoints[^1].Points);
        if (Listing.Curve.Count > 0)
            (first, last) = (Math.Min(first, Listing.Curve[0].PointsSeen), Math.Max(last, Listing.Curve[^1].PointsSeen));
        (double from, double to) = (Log(Math.Min(first, last)), Log(last));
        double missing = Math.Max(0, MinimumRange - (to - from));
        return (from - missing / 2, to + missing / 2);
    }
}
