namespace HmRnnInk.App.Host;

/// <summary>
/// Computes how long the loop may wait for input after a swap and still finish the next frame in time. Waiting there, and not inside the
/// swap, gives each pointer move its own time stamp instead of one per frame.
/// </summary>
/// <remarks>
/// A screen with vertical synchronisation accepts a frame at fixed times, so the wait ends as late as possible. Other screens (software
/// rendering, virtual and remote screens) accept a frame at any time, so more frames show input sooner.
/// </remarks>
internal sealed class FramePacing(double refreshHertz)
{
    // How much longer than the recent frames a frame may take without missing its time.
    private const double MarginSeconds = 0.0015;

    // The number of recent frames from which the frame time, and whether swaps wait for the screen, are derived.
    private const int Remembered = 64;

    // If the mean period is below FreeShare of the refresh interval, swaps do not wait for the screen. RestShare is well below it, so that
    // this does not change back and forth.
    private const double FreeShare = 0.94, RestShare = 0.88;

    // While a pen writes, frames follow each other quickly. The 99th percentile of the input latency is then two thirds of a refresh
    // interval; with 0.6 it is more than one.
    private const double HurryShare = 0.25;

    private readonly double _intervalSeconds = 1 / (refreshHertz is >= 24 and <= 500 ? refreshHertz : 60);
    // Of recent frames, in seconds: from the beginning of a frame to the end of its drawing, and from its swap to that of the next.
    private readonly double[] _frames = new double[Remembered], _periods = new double[Remembered];
    private int _count;
    private double _swapped = double.NaN;

    /// <param name="began">When the frame began, in seconds on any clock; likewise the other times.</param>
    /// <param name="drawn">When drawing was complete.</param>
    /// <param name="swapped">When the swap returned.</param>
    /// <param name="lowLatency">Whether a pen is writing, so that input must be shown as soon as possible.</param>
    /// <returns>Seconds after <paramref name="swapped"/>; never negative.</returns>
    public double WaitAfterSwap(double began, double drawn, double swapped, bool lowLatency)
    {
        _frames[_count % Remembered] = drawn - began;
        _periods[_count % Remembered] = double.IsNaN(_swapped) ? _intervalSeconds : swapped - _swapped;
        (_swapped, _count) = (swapped, _count + 1);
        return Math.Max(0, IsFree() ? (lowLatency ? HurryShare : RestShare) * _intervalSeconds - (swapped - began)
            : _intervalSeconds - LongFrame() - MarginSeconds);
    }

    /// <summary>Whether swaps do not wait for the screen.</summary>
    private bool IsFree()
    {
        if (_count < Remembered) return false;
        double seconds = 0;
        foreach (double period in _periods) seconds += period;
        return seconds < FreeShare * Remembered * _intervalSeconds;
    }

    /// <returns>
    /// The second longest of the recent frames. A single slow frame is late in any case, and preparing for another one would delay all
    /// input of the next second.
    /// </returns>
    private double LongFrame()
    {
        double longest = 0, second = 0;
        foreach (double frame in _frames.AsSpan(0, Math.Min(_count, Remembered)))
            (longest, second) = frame > longest ? (frame, longest) : (longest, Math.Max(second, frame));
        return _count == 1 ? longest : second;
    }
}
