namespace HmRnnInk.App.Host;

/// <summary>
/// The time of a frame. It is the window's time, or, in a run with a given number of frames, 1/60 s a frame, so that the run is
/// reproducible.
/// </summary>
/// <param name="byFrames">Whether to count frames instead of time.</param>
internal sealed class FrameClock(IInkWindow window, bool byFrames)
{
    private const double FrameSeconds = 1.0 / 60;

    /// <summary>The number of frames begun.</summary>
    public int Frame { get; private set; }

    public double Seconds => byFrames ? Frame * FrameSeconds : window.TimeSeconds;

    public void Begin() => Frame++;
}
