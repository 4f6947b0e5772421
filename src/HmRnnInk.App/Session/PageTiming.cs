using HmRnnInk.App.Page;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>When each row of a page was written, as far as that is known: the person's have their times, the model's a hand's pace.</summary>
public static class PageTiming
{
    /// <summary>From one hand's ink to the other's.</summary>
    public const double TurnSeconds = 0.3;

    /// <param name="longestRestSeconds">A longer rest between two rows is cut to this.</param>
    /// <returns>A time for each row, from the first one's 0, not going back.</returns>
    public static double[] Of(IReadOnlyList<PageRow> rows, double longestRestSeconds)
    {
        var times = new double[rows.Count];
        for (int index = 1; index < rows.Count; index++)
            times[index] = times[index - 1] + Step(rows[index - 1], rows[index], longestRestSeconds);
        return times;
    }

    private static double Step(in PageRow from, in PageRow to, double longestRest)
    {
        if (from.Owner != to.Owner) return Math.Min(TurnSeconds, longestRest);
        double step = to.TimeSeconds - from.TimeSeconds;
        // A page that was opened, or that was written on in several places, has jumps.
        if (step < 0) return Math.Min(TurnSeconds, longestRest);
        if (double.IsNaN(step)) step = TrainingPen.SecondsPerRow + (from.Offset.PenUp ? ModelHand.LiftSeconds : 0);
        return Math.Min(step, longestRest);
    }
}
