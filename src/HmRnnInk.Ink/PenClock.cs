namespace HmRnnInk.Ink;

/// <summary>
/// Makes recorded times run forwards: a step back becomes one sampling period forward, and all that follows is shifted likewise.
/// Recorders step back when their clock is set anew, or start each stroke at zero.
/// </summary>
internal struct PenClock()
{
    /// <summary>Of the whiteboard's pen of IAM-OnDB, about 75 Hz.</summary>
    public const double SamplingPeriodSeconds = 1 / 75.0;

    private double _shift;
    private double _last = double.NegativeInfinity;

    /// <param name="seconds">As recorded.</param>
    /// <returns>Never less than what was returned before.</returns>
    public double Next(double seconds)
    {
        double shifted = seconds + _shift;
        if (shifted < _last)
        {
            _shift += _last + SamplingPeriodSeconds - shifted;
            shifted = _last + SamplingPeriodSeconds;
        }

        _last = shifted;
        return shifted;
    }

    /// <returns>One sampling period after the last point, for ink that has no times.</returns>
    public double Tick() => Next(double.IsFinite(_last) ? _last + SamplingPeriodSeconds : 0);
}
