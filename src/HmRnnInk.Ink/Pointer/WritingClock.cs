namespace HmRnnInk.Ink.Pointer;

/// <summary>Converts the times of a stroke's events to rows since its start. The result never decreases, and rests are shortened.</summary>
/// <remarks>
/// A pointer at rest sends no events, and a slow mouse sends one per pixel. The training data have hardly any rests: only 1.5 % of their
/// steps are zero. The time between two events is therefore limited to what the distance takes at the mean step, or to
/// <see cref="RestRows"/> if that is more. In the other direction, events that arrive at once, as after a stall, are spread over the time
/// that a writer would have needed.
/// </remarks>
/// <param name="maximumRowsPerEvent">The maximum time between two events, in rows.</param>
internal sealed class WritingClock(PenScale scale, double maximumRowsPerEvent)
{
    /// <summary>Maximum duration of a rest, in rows.</summary>
    private const double RestRows = 2;

    // Speed limits in mean steps per row: the largest steps of the training data, and a typical fast step.
    private const double MaximumSpeed = 4, MaximumBurstSpeed = 1.5;

    // Shorter than the interval between the reports of a 1000 Hz mouse.
    private const double BurstSeconds = 0.0009;

    private InkPoint _last;

    /// <summary>Time of the newest event since the start of the stroke, in rows.</summary>
    public double Rows { get; private set; }

    /// <summary>Whether the pen seems to have rested before the newest event.</summary>
    public bool Rested { get; private set; }

    public void Begin(InkPoint first)
    {
        _last = first;
        Rows = 0;
        Rested = false;
    }

    /// <returns><see cref="Rows"/>.</returns>
    public double Advance(InkPoint point)
    {
        double seconds = Math.Max(0, point.TimeSeconds - _last.TimeSeconds), interval = seconds / scale.SecondsPerRow;
        double units = double.Hypot(point.X - _last.X, point.Y - _last.Y) / scale.PixelsPerUnit;
        double travel = units / TrainingPen.MeanStep;
        Rested = interval > RestRows && travel < RestRows;
        double minimum = travel / (seconds < BurstSeconds ? MaximumBurstSpeed : MaximumSpeed), maximum = Math.Max(RestRows, travel);
        Rows += Math.Min(Math.Max(minimum, Math.Min(interval, maximum)), maximumRowsPerEvent);
        _last = point with { TimeSeconds = Math.Max(point.TimeSeconds, _last.TimeSeconds) };
        return Rows;
    }
}
