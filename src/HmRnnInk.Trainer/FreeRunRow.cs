using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>What a hand or a model wrote behind the first halves of lines.</summary>
/// <param name="WrittenBy">"hand" or "model".</param>
/// <param name="Bias">Of the model's sampling.</param>
/// <param name="Points">That were written.</param>
/// <param name="RestingShare">Share of the lines in which the pen came to rest on the way.</param>
/// <param name="NatsPerPoint">Log-likelihood by the model of what was written.</param>
/// <param name="MeanStep">With the pen down, IAM units.</param>
/// <param name="PointsPerStroke">Mean.</param>
/// <param name="StrokeHeight">Mean, IAM units.</param>
/// <param name="Lift">Mean way to the right with the pen up, IAM units.</param>
/// <param name="Distances">From the hand's second halves: Kolmogorov and Smirnov's, by quantity. Null of a sample that is empty.</param>
internal sealed record FreeRunRow(
    string WrittenBy, double? Bias, long Points, double RestingShare, double NatsPerPoint, double MeanStep, double? PointsPerStroke, double? StrokeHeight,
    double? Lift, IReadOnlyDictionary<string, double?> Distances)
{
    private static readonly (string Name, Func<HandStatistics, IReadOnlyList<double>> Of)[] Quantities =
    [
        ("step", hand => hand.Steps), ("turn", hand => hand.Turns), ("strokePoints", hand => hand.StrokePoints),
        ("strokeHeight", hand => hand.StrokeHeights), ("lift", hand => hand.Lifts),
    ];

    /// <param name="written">Behind each line's first half.</param>
    /// <param name="hand">Of the second halves.</param>
    public static FreeRunRow Of(string writtenBy, double? bias, IReadOnlyList<Continuation> written, HandStatistics hand)
    {
        HandStatistics statistics = Pool(written.Select(continuation => continuation.Rows));
        long points = written.Sum(continuation => (long)continuation.Rows.Count);
        return new(
            writtenBy, bias, points, written.Count(continuation => continuation.Rests) / (double)written.Count,
            written.Sum(continuation => continuation.Nats) / points, statistics.Steps.DefaultIfEmpty().Average(), Mean(statistics.StrokePoints),
            Mean(statistics.StrokeHeights), Mean(statistics.Lifts), DistancesOf(statistics, hand));
    }

    public static HandStatistics Pool(IEnumerable<IEnumerable<PenOffset>> pieces)
    {
        var statistics = new HandStatistics();
        foreach (IEnumerable<PenOffset> piece in pieces) statistics.Add(piece);
        return statistics;
    }

    public static IReadOnlyDictionary<string, double?> DistancesOf(HandStatistics one, HandStatistics hand) => Quantities.ToDictionary(
        quantity => quantity.Name,
        quantity => quantity.Of(one).Count == 0 || quantity.Of(hand).Count == 0
            ? (double?)null
            : SampleDistance.KolmogorovSmirnov(quantity.Of(one), quantity.Of(hand)));

    private static double? Mean(IReadOnlyList<double> values) => values.Count == 0 ? null : values.Average();
}
