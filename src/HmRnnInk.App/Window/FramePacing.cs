namespace HmRnnInk.App.Window;

/// <summary>
/// Tells how long the loop may wait for input after a swap and still have the next frame ready for the screen. Waiting there,
/// and not in the swap, is what stamps each pointer move as it arrives instead of once a frame.
/// </summary>
public sealed class FramePacing(double refreshHertz)
{
    // What a frame may take longer than the longest of late before the screen has to wait for it.
    private const double MarginSeconds = 0.0015;

    private readonly double _intervalSeconds = 1 / (refreshHertz is >= 24 and <= 500 ? refreshHertz : 60);
    private double _longestSeconds;

    /// <param name="frameSeconds">What drawing the frame took, the swap not counted.</param>
    /// <returns>Seconds, never negative.</returns>
    public double WaitAfterSwap(double frameSeconds)
    {
        _longestSeconds = Math.Max(frameSeconds, _longestSeconds * 0.98);
        return Math.Max(0, _intervalSeconds - _longestSeconds - MarginSeconds);
    }
}
