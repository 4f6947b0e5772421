namespace HmRnnInk.Ink.Pointer;

/// <summary>Turns the times of a stroke's events into rows since its start. Time never goes back, and rests are cut short.</summary>
/// <remarks>
/// A pointer that rests sends nothing, and a slow mouse an event a pixel. The training pens do neither: 1.5 % of their steps are
/// zero. So a silence lasts as long as the way across it takes at the mean step, and at most <see cref="RestRows"/> where that is less.
/// Nor does any pen jump: events that come at once, as after a stall, are spread over the time that a hand would have taken.
/// </remarks>
internal sealed class WritingClock(PenScale scale)
{
    /// <summary>The longest rest, rows.</summary>
    public const double RestRows = 2;

    // The largest steps in the training data, and an ordinary swift one, in mean steps.
    private const double FastestSteps = 4, SwiftSteps = 1.5;

    // Nearer to each other than the reports of a 1000 Hz mouse.
    private const double BurstSeconds = 0.0009;

    private InkPoint _last;

    /// <summary>Rows since the start of the stroke, at the newest event.</summary>
    public double Rows { get; private set; }

    /// <summary>Whether the pen stood still, for all its events tell, before it moved to the newest one.</summary>
    public bool Rested { get; private set; }

    public void Begin(InkPoint first)
    {
        _last = first;
        Rows = 0;
        Rested = false;
    }

    /// <returns>Rows since the start of the stroke.</returns>
    public double Advance(InkPoint point)
    {
        double seconds = Math.Max(0, point.TimeSeconds - _last.TimeSeconds), silence = seconds / scale.SecondsPerRow;
        double units = double.Hypot(point.X - _last.X, point.Y - _last.Y) / scale.PixelsPerUnit;
        double travel = units / TrainingPen.MeanStep;
        Rested = silence > RestRows && travel < RestRows;
        Rows += Math.Max(travel / (seconds < BurstSeconds ? SwiftSteps : FastestSteps), Math.Min(silence, Math.Max(RestRows, travel)));
        _last = point with { TimeSeconds = Math.Max(point.TimeSeconds, _last.TimeSeconds) };
        return Rows;
    }
}
