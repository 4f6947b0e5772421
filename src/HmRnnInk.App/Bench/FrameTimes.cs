namespace HmRnnInk.App.Bench;

/// <summary>Collects frame times in preallocated lists.</summary>
internal sealed class FrameTimes
{
    private const int Capacity = 1 << 16;

    private readonly List<double> _frames = new(Capacity), _latencies = new(Capacity), _arrivals = new(Capacity);
    private double _frameSeconds, _firstSeconds, _lastSwapSeconds;
    private long _allocated, _allocatedBefore;
    private bool _hasBegun;

    /// <summary>Notes the arrival of a pen event that the next frame will show.</summary>
    public void NoteArrival(double seconds)
    {
        if (_arrivals.Count < Capacity) _arrivals.Add(seconds);
    }

    /// <summary>Begins a frame, and completes the previous one.</summary>
    /// <param name="seconds">When the frame begins.</param>
    /// <param name="swapped">When the previous frame was swapped, in seconds on the same clock.</param>
    public void Begin(double seconds, double swapped)
    {
        if (!_hasBegun)
        {
            (_hasBegun, _firstSeconds) = (true, seconds);
        }
        else if (_frames.Count < Capacity)
        {
            _frames.Add(1000 * (swapped - _frameSeconds));
            foreach (double arrival in _arrivals)
                if (_latencies.Count < Capacity) _latencies.Add(1000 * (swapped - arrival));
            _arrivals.Clear();
            _lastSwapSeconds = swapped;
        }

        _frameSeconds = seconds;
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>Ends a frame, so that what is allocated between frames does not count.</summary>
    public void End() => _allocated += GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;

    /// <param name="points">The points on the page when measuring began.</param>
    /// <param name="modelPoints">The points that the model wrote meanwhile.</param>
    public FrameRow Row(int points, int modelPoints) => new(
        points, _frames.Count, Percentile(_frames, 0.5), Percentile(_frames, 0.99), Percentile(_frames, 1),
        Math.Round(_frames.Count / Math.Max(1e-9, _lastSwapSeconds - _firstSeconds), 1),
        Percentile(_latencies, 0.5), Percentile(_latencies, 0.99), Math.Round((double)_allocated / Math.Max(1, _frames.Count), 1),
        modelPoints);

    private static double Percentile(List<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)], 3);
    }
}
