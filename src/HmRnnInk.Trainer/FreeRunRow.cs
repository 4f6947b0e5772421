namespace HmRnnInk.Trainer;

/// <summary>Statistics of the second halves of lines by people, or of the ink with which a model continues lines.</summary>
/// <param name="WrittenBy">"hand" (people) or "model".</param>
/// <param name="Bias">Sampling bias of the model; null for people.</param>
/// <param name="Points">Number of points written.</param>
/// <param name="RestingShare">Share of lines in which the pen came to rest, where writing stops.</param>
/// <param name="NatsPerPoint">Mean log-likelihood of the ink under the model; higher is more likely.</param>
/// <param name="MeanStep">Mean length of pen-down steps, in IAM units.</param>
/// <param name="PointsPerStroke">Mean number of points per stroke.</param>
/// <param name="StrokeHeight">Mean height of strokes, in IAM units.</param>
/// <param name="Lift">Mean rightward distance from a pen-up to the next pen-down, in IAM units.</param>
/// <param name="Distances">
/// Kolmogorov-Smirnov distances to people's second halves, by quantity. Null if a sample is empty.
/// </param>
internal sealed record FreeRunRow(
    string WrittenBy,
    double? Bias,
    long Points,
    double RestingShare,
    double NatsPerPoint,
    double MeanStep,
    double? PointsPerStroke,
    double? StrokeHeight,
    double? Lift,
    IReadOnlyDictionary<string, double?> Distances)
{
    private static readonly (string Name, Func<HandwritingStatistics, IReadOnlyList<double>> Of)[] Quantities =
    [
        ("step", ink => ink.Steps), ("turn", ink => ink.Turns), ("strokePoints", ink => ink.StrokePoints),
        ("strokeHeight", ink => ink.StrokeHeights), ("lift", ink => ink.Lifts),
    ];

    /// <param name="written">The continuation of each line.</param>
    /// <param name="reference">Statistics of people's second halves.</param>
    public static FreeRunRow Of(string writtenBy, double? bias, IReadOnlyList<Continuation> written, HandwritingStatistics reference)
    {
        HandwritingStatistics statistics = Pool(written.Select(continuation => continuation.Rows));
        long points = written.Sum(continuation => (long)continuation.Rows.Count);
        return new(
            writtenBy,
            bias,
            points,
            written.Count(continuation => continuation.EndsAtRest) / (double)written.Count,
            written.Sum(continuation => continuation.Nats) / points,
            statistics.Steps.DefaultIfEmpty().Average(),
            Mean(statistics.StrokePoints),
            Mean(statistics.StrokeHeights),
            Mean(statistics.Lifts),
            DistancesOf(statistics, reference));
    }

    public static HandwritingStatistics Pool(IEnumerable<IEnumerable<PenOffset>> pieces)
    {
        var statistics = new HandwritingStatistics();
        foreach (IEnumerable<PenOffset> piece in pieces) statistics.Add(piece);
        return statistics;
    }

    public static IReadOnlyDictionary<string, double?> DistancesOf(HandwritingStatistics ink, HandwritingStatistics reference) =>
        Quantities.ToDictionary(
            quantity => quantity.Name,
            quantity => quantity.Of(ink).Count == 0 || quantity.Of(reference).Count == 0
                ? (double?)null
                : SampleDistance.KolmogorovSmirnov(quantity.Of(ink), quantity.Of(reference)));

    private static double? Mean(IReadOnlyList<double> values) => values.Count == 0 ? null : values.Average();
}
