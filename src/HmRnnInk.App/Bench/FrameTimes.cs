namespace HmRnnInk.App.Bench;

/// <summary>Collects frame times in preallocated lists.</summary>
internal sealed class FrameTimes
{
    private const int Capacity = 1 << 16;

    private readonly List<double> _frames = new(Capacity), _latencies = new(Capacity), _arrivals = new(Capacity);
    private double _began, _first, _last;
    private long _allocated, _allocatedBefore;
    private bool _begun;

    public int Frames => _frames.Count;

    /// <summary>Notes the arrival of a pen event that the next frame will show.</summary>
    public void NoteArrival(double seconds)
    {
        if (_arrivals.Count < Capacity) _arrivals.Add(seconds);
    }

    /// <summary>Begins a frame, and completes the previous one.</summary>
    /// <param name="swapped">When the previous frame was swapped.</param>
    public void Begin(double seconds, double swapped)
    {
        if (!_begun)
        {
            (_begun, _first) = (true, seconds);
        }
        else if (_frames.Count < Capacity)
        {
            _frames.Add(1000 * (swapped - _began));
            foreach (double arrival in _arrivals)
                if (_latencies.Count < Capacity) _latencies.Add(1000 * (swapped - arrival));
            _arrivals.Clear();
            _last = swapped;
        }

        _began = seconds;
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    }

    public void End() => _allocated += GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;

    public FrameRow Row(int points, int modelPoints) => new(
        points, Frames, At(_frames, 0.5), At(_frames, 0.99), At(_frames, 1), Math.Round(Frames / Math.Max(1e-9, _last - _first), 1),
        At(_latencies, 0.5), At(_latencies, 0.99), Math.Round((double)_allocated / Math.Max(1, Frames), 1), modelPoints);

    private static double At(List<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)], 3);
    }
}
