namespace HmRnnInk.App.Watch;

/// <summary>The content of the folder of a run at one time.</summary>
/// <param name="Curve">The evaluations, ascending in points.</param>
/// <param name="Checkpoints">The checkpoints, ascending in points.</param>
/// <param name="Problem">What is missing or damaged, and how to fix it; null if nothing is.</param>
internal sealed record RunListing(IReadOnlyList<CurvePoint> Curve, IReadOnlyList<CheckpointFile> Checkpoints, string? Problem)
{
    public static RunListing Empty { get; } = new([], [], null);

    /// <summary>The maximum length of <see cref="NatsRange"/> without its padding, nats a line.</summary>
    private const double MaximumNatsRange = 1500;

    /// <summary>
    /// The range of log-likelihoods to draw, nats a line, if the curve is not empty. It excludes the first evaluations if they are
    /// thousands of nats below the others.
    /// </summary>
    public (double Worst, double Best) NatsRange { get; } = Range(Curve);

    /// <summary>The maximum boundary rate of all evaluations and layers.</summary>
    public double MaximumRate { get; } = Curve.Count == 0 ? 0 : Curve.Max(point => point.BoundaryRates.DefaultIfEmpty().Max());

    /// <summary>Whether both list the same. Of the evaluations, only the number is compared, because they do not change.</summary>
    public bool SameAs(RunListing other) =>
        Curve.Count == other.Curve.Count && Problem == other.Problem && Checkpoints.SequenceEqual(other.Checkpoints);

    private static (double Worst, double Best) Range(IReadOnlyList<CurvePoint> curve)
    {
        if (curve.Count == 0) return default;
        double best = curve.Max(point => point.ValidationNatsPerSequence), worst = curve.Min(point => point.ValidationNatsPerSequence);
        double bottom = Math.Max(worst, best - MaximumNatsRange), padding = Math.Max(1, 0.06 * (best - bottom));
        return (bottom - padding, best + padding);
    }
}
