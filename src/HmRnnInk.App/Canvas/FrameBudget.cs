namespace HmRnnInk.App.Canvas;

/// <summary>Finds how much a frame may draw and still be on time, from the times of earlier frames.</summary>
internal sealed class FrameBudget
{
    // The budget doubles after a frame shorter than the first, and halves after one longer than the second.
    private const double ShortSeconds = 0.006, LongSeconds = 0.013;
    private const int Minimum = 200_000, Maximum = 1 << 30;

    /// <summary>The value for <see cref="InkCanvas.WorkPerFrame"/>. It starts with what software rendering does on one slow core.</summary>
    public int Work { get; private set; } = 400_000;

    /// <param name="frameSeconds">The duration of the frame, to the end of its swap.</param>
    /// <param name="spent">Whether the frame used the whole budget. Other frames are ignored.</param>
    public void Note(double frameSeconds, bool spent)
    {
        if (!spent) return;
        if (frameSeconds < ShortSeconds) Work = Math.Min(Maximum, Work * 2);
        else if (frameSeconds > LongSeconds) Work = Math.Max(Minimum, Work / 2);
    }
}
