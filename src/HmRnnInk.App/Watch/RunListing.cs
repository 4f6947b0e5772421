namespace HmRnnInk.App.Watch;

/// <summary>What a run's folder holds at one moment.</summary>
/// <param name="Curve">Ascending in points.</param>
/// <param name="Checkpoints">Ascending in points.</param>
/// <param name="Problem">Why one of them is not all that it might be, in a sentence a person can act on; or null.</param>
public sealed record RunListing(IReadOnlyList<CurvePoint> Curve, IReadOnlyList<CheckpointFile> Checkpoints, string? Problem)
{
    public static RunListing Empty { get; } = new([], [], null);

    private const double MostNats = 1500;

    /// <summary>
    /// The range of nats that is worth drawing, of a curve that is not empty: a run's first figures may be thousands below all
    /// others.
    /// </summary>
    public (double Worst, double Best) NatsRange { get; } = Range(Curve);

    /// <summary>The highest boundary rate of all.</summary>
    public double MostRate { get; } = Curve.Count == 0 ? 0 : Curve.Max(point => point.BoundaryRates.DefaultIfEmpty().Max());

    public bool SameAs(RunListing other) =>
        Curve.Count == other.Curve.Count && Problem == other.Problem && Checkpoints.SequenceEqual(other.Checkpoints);

    private static (double Worst, double Best) Range(IReadOnlyList<CurvePoint> curve)
    {
        if (curve.Count == 0) return default;
        double best = curve.Max(point => point.ValidationNatsPerSequence), worst = curve.Min(point => point.ValidationNatsPerSequence);
        double bottom = Math.Max(worst, best - MostNats), padding = Math.Max(1, 0.06 * (best - bottom));
        return (bottom - padding, best + padding);
    }
}
