namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// The distribution of a writer's pauses before any was seen. Within a hand, their logarithms are normally distributed; the hands' means
/// are too.
/// </summary>
/// <param name="MeanLog">Mean of the natural logarithm of a pause in seconds.</param>
/// <param name="HandDeviation">Standard deviation of the hands' means around it.</param>
/// <param name="PauseDeviation">Standard deviation of a hand's pauses around the mean of the hand.</param>
public sealed record PausePrior(double MeanLog, double HandDeviation, double PauseDeviation)
{
    /// <summary>A shorter lift of the pen is part of the movement to the next stroke.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>A longer pause counts as this long: the writer was away.</summary>
    public const double MaximumSeconds = 8;

    /// <summary>Fitted to the training lines of IAM-OnDB by <c>trainer pauses</c>.</summary>
    public static PausePrior OfTraining { get; } = new(0.396, 0.222, 0.563);

    /// <summary>Fits a prior by the analysis of variance of hands with different numbers of pauses.</summary>
    /// <param name="hands">For each hand, the times between strokes in seconds. The short ones are ignored.</param>
    /// <exception cref="ArgumentException">
    /// Fewer than two hands have a pause, or there are fewer than two pauses beyond the first of each hand.
    /// </exception>
    public static PausePrior Fit(IEnumerable<IReadOnlyList<double>> hands)
    {
        double[][] logs = [.. hands.Select(hand => hand.Where(IsPause).Select(Log).ToArray()).Where(hand => hand.Length > 0)];
        int within = logs.Sum(hand => hand.Length - 1);
        if (logs.Length < 2 || within < 2)
            throw new ArgumentException("There are too few pauses to fit. Use more lines, with their times.", nameof(hands));
        double[] means = [.. logs.Select(hand => hand.Average())];
        double pauseVariance = logs.Select((hand, index) => hand.Sum(log => Square(log - means[index]))).Sum() / within;
        double mean = means.Average(), spread = means.Average(other => Square(other - mean));
        // The spread of the means includes the variance of a hand's pauses, divided by their number.
        double handVariance = spread - pauseVariance * logs.Average(hand => 1.0 / hand.Length);
        return new(mean, Math.Sqrt(Math.Max(0, handVariance)), Math.Sqrt(pauseVariance));
    }

    internal static bool IsPause(double seconds) => seconds >= MinimumSeconds;

    internal static double Log(double seconds) => Math.Log(Math.Min(seconds, MaximumSeconds));

    private static double Square(double value) => value * value;
}
