namespace HmRnnInk.App.Host;

/// <summary>
/// Tells how long the loop may wait for input after a swap and still have the next frame ready for the screen. Waiting there,
/// and not in the swap, is what stamps each pointer move as it arrives instead of once a frame.
/// </summary>
/// <remarks>
/// A screen that holds each swap until it refreshes takes a frame at fixed times: the wait ends as late as it can. Others (software
/// rendering, virtual and remote screens) take a frame whenever it comes, and show input the sooner the more frames there are.
/// </remarks>
public sealed class FramePacing(double refreshHertz)
{
    // What a frame may take longer than those of late before the screen has to wait for it.
    private const double MarginSeconds = 0.0015;

    // So many frames tell how long one takes, and whether the screen holds swaps.
    private const int Remembered = 64;

    // Swaps that come this much faster than the screen refreshes are not held. The pace without that is well within it, so that it stays known.
    private const double FreeShare = 0.94, RestShare = 0.88;

    // Frames follow each other while a pen writes, so that what it does waits for the frame before at most: the 99th percentile of the way
    // to the screen is then two thirds of a refresh, and with 0.6 it is more than one (docs/performance.md).
    private const double HurryShare = 0.25;

    private readonly double _intervalSeconds = 1 / (refreshHertz is >= 24 and <= 500 ? refreshHertz : 60);
    private readonly double[] _frames = new double[Remembered], _periods = new double[Remembered];
    private int _count;
    private double _swapped = double.NaN;

    /// <param name="began">When the frame was begun, seconds on any clock, as all.</param>
    /// <param name="drawn">When all of it was drawn.</param>
    /// <param name="swapped">When its swap had returned.</param>
    /// <param name="hurries">Whether input is to be shown as soon as can be: a pen is writing.</param>
    /// <returns>Seconds after <paramref name="swapped"/>, never negative.</returns>
    public double WaitAfterSwap(double began, double drawn, double swapped, bool hurries)
    {
        _frames[_count % Remembered] = drawn - began;
        _periods[_count % Remembered] = double.IsNaN(_swapped) ? _intervalSeconds : swapped - _swapped;
        (_swapped, _count) = (swapped, _count + 1);
        return Math.Max(0, IsFree() ? (hurries ? HurryShare : RestShare) * _intervalSeconds - (swapped - began)
            : _intervalSeconds - LongFrame() - MarginSeconds);
    }

    private bool IsFree()
    {
        if (_count < Remembered) return false;
        double seconds = 0;
        foreach (double period in _periods) seconds += period;
        return seconds < FreeShare * Remembered * _intervalSeconds;
    }

    /// <returns>
    /// The longest but one of late: a lone slow frame comes late whatever is done, and to be ready for another would have all input of the
    /// next second wait longer.
    /// </returns>
    private double LongFrame()
    {
        double longest = 0, second = 0;
        foreach (double frame in _frames.AsSpan(0, Math.Min(_count, Remembered)))
            (longest, second) = frame > longest ? (frame, longest) : (longest, Math.Max(second, frame));
        return _count == 1 ? longest : second;
    }
}
