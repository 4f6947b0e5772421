namespace HmRnnInk.Ink.Pointer;

/// <summary>The pauses of one writer so far. Immutable.</summary>
/// <param name="Count">The number of pauses.</param>
/// <param name="LogSum">The sum of the natural logarithms of their lengths in seconds.</param>
public readonly record struct PenPauses(int Count, double LogSum)
{
    /// <param name="seconds">The time between two strokes. A short one changes nothing.</param>
    public PenPauses After(double seconds) =>
        PausePrior.IsPause(seconds) ? new(Count + 1, LogSum + PausePrior.Log(seconds)) : this;

    /// <summary>
    /// A length that the writer's next pause is unlikely to exceed: a quantile of its posterior predictive distribution.
    /// </summary>
    /// <param name="deviations">How unlikely, in standard deviations of the logarithm: 2 is one pause in 44.</param>
    public double LongSeconds(PausePrior prior, double deviations)
    {
        double pauseVariance = prior.PauseDeviation * prior.PauseDeviation, writerVariance = prior.HandDeviation * prior.HandDeviation;
        double meanVariance = 1 / (1 / writerVariance + Count / pauseVariance);
        double mean = meanVariance * (prior.MeanLog / writerVariance + LogSum / pauseVariance);
        return Math.Exp(mean + deviations * Math.Sqrt(pauseVariance + meanVariance));
    }
}
