namespace HmRnnInk.Ink;

/// <summary>
/// Makes recorded times monotonic: a step back is replaced by one sampling period forward, and all later times are shifted with it.
/// Steps back occur if a recorder's clock is adjusted, or if it starts each stroke at zero.
/// </summary>
internal struct MonotonicClock()
{
    /// <summary>The whiteboard of IAM-OnDB samples its pen at about 75 Hz.</summary>
    public const double SamplingPeriodSeconds = 1 / 75.0;

    private double _shift;
    private double _last = double.NegativeInfinity;

    /// <param name="seconds">The recorded time.</param>
    /// <returns>The corrected time, never less than the previous one.</returns>
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
}
