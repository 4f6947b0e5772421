namespace HmRnnInk.App.Host;

/// <summary>The time of a frame: the window's, or, for a run of a given number of frames, 1/60 s a frame so that the run can be repeated.</summary>
/// <param name="byFrames">Whether frames are the clock.</param>
public sealed class FrameClock(IInkWindow window, bool byFrames)
{
    private const double FrameSeconds = 1.0 / 60;

    /// <summary>Frames begun.</summary>
    public int Frame { get; private set; }

    public double Seconds => byFrames ? Frame * FrameSeconds : window.TimeSeconds;

    public void Begin() => Frame++;
}
