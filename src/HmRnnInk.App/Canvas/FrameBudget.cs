using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Canvas;

/// <summary>How much may be drawn anew in a frame so that it still comes in time: found by what frames took.</summary>
public sealed class FrameBudget
{
    private const double ShortSeconds = 0.008, LongSeconds = 0.013;
    private const int Least = 300_000, Most = 1 << 30;

    /// <summary>As <see cref="InkCanvas.WorkPerFrame"/>. At first what software rendering on one slow core does.</summary>
    public int Work { get; private set; } = 400_000;

    /// <param name="frameSeconds">What the frame took, to the end of its swap.</param>
    /// <param name="spent">Whether it drew as much as it might: any other frame says nothing.</param>
    public void Note(double frameSeconds, bool spent)
    {
        if (!spent) return;
        if (frameSeconds < ShortSeconds) Work = Math.Min(Most, Work * 2);
        else if (frameSeconds > LongSeconds) Work = Math.Max(Least, Work / 2);
    }
}
