namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// The distribution of a writer's pauses before any was seen. The logarithms of one writer's pauses are normally distributed, and so are
/// the means of different writers.
/// </summary>
/// <param name="MeanLog">Mean of the natural logarithm of a pause in seconds.</param>
/// <param name="HandDeviation">Standard deviation of the writers' means around it.</param>
/// <param name="PauseDeviation">Standard deviation of a writer's logarithms around the writer's mean.</param>
public sealed record PausePrior(double MeanLog, double HandDeviation, double PauseDeviation)
{
    /// <summary>A shorter lift of the pen is part of the movement to the next stroke.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>A longer pause counts as this long: the writer was away.</summary>
    public const double MaximumSeconds = 8;

    /// <summary>Fitted to the training lines of IAM-OnDB by <c>trainer pauses</c>.</summary>
    public static PausePrior OfTraining { get; } = new(0.396, 0.222, 0.563);

    /// <summary>Fits a prior by an analysis of variance. The writers may have different numbers of pauses.</summary>
    /// <param name="writers">For each writer, the times between strokes in seconds. The short ones are ignored.</param>
    /// <exception cref="ArgumentException">
    /// Fewer than two writers have a pause, or there are fewer than two pauses beyond the first of each writer.
    /// </exception>
    public static PausePrior Fit(IEnumerable<IReadOnlyList<double>> writers)
    {
        double[][] logs = [.. writers.Select(gaps => gaps.Where(IsPause).Select(Log).ToArray()).Where(pauses => pauses.Length > 0)];
        int within = logs.Sum(pauses => pauses.Length - 1);
        if (logs.Length < 2 || within < 2)
            throw new ArgumentException("There are too few pauses to fit. Use more lines, with their times.", nameof(writers));
        double[] means = [.. logs.Select(pauses => pauses.Average())];
        double pauseVariance = logs.Select((pauses, writer) => pauses.Sum(log => Square(log - means[writer]))).Sum() / within;
        double mean = means.Average(), spread = means.Average(other => Square(other - mean));
        // The spread of the means includes the variance of a writer's pauses, divided by their number.
        double writerVariance = spread - pauseVariance * logs.Average(pauses => 1.0 / pauses.Length);
        return new(mean, Math.Sqrt(Math.Max(0, writerVariance)), Math.Sqrt(pauseVariance));
    }

    internal static bool IsPause(double seconds) => seconds >= MinimumSeconds;

    internal static double Log(double seconds) => Math.Log(Math.Min(seconds, MaximumSeconds));

    private static double Square(double value) => value * value;
}
