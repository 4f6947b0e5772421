using HmRnnInk.App.Page;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// When each row of a page was written. The person's rows have times; the model's rows get the speed of natural handwriting.
/// </summary>
internal static class PageTiming
{
    /// <summary>The pause between ink of the person and ink of the model.</summary>
    public const double TurnSeconds = 0.3;

    /// <param name="longestRestSeconds">Longer pauses between two rows are shortened to this.</param>
    /// <returns>A time for each row. The first is 0, and the times never decrease.</returns>
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
        // Times can jump back if the page was opened, or was written on in several places.
        if (step < 0) return Math.Min(TurnSeconds, longestRest);
        if (double.IsNaN(step)) step = TrainingPen.SecondsPerRow + (from.Offset.PenUp ? ModelPen.LiftSeconds : 0);
        return Math.Min(step, longestRest);
    }
}
