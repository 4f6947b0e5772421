using System.Text.Json.Serialization;

namespace HmRnnInk.App.Watch;

/// <summary>One evaluation of a run: the members of a line of its <c>metrics.jsonl</c> that are shown.</summary>
internal sealed record CurvePoint
{
    public required long PointsSeen { get; init; }

    /// <summary>Mean log-likelihood of a validation line in nats; higher is better.</summary>
    public required double ValidationNatsPerSequence { get; init; }

    /// <summary>[layers], lowest first: the share of steps at which each layer ended a segment.</summary>
    public required double[] BoundaryRates { get; init; }

    /// <summary>What <see cref="IsPlausible"/> requires, for an error.</summary>
    public const string Expected =
        "expected pointsSeen from 0 to 1e15, validationNatsPerSequence from -1e7 to 1e7, and boundaryRates from 0 to 1";

    private const double MaximumNats = 1e7;

    // More than a run of several years sees.
    private const long MaximumPoints = 1_000_000_000_000_000;

    /// <summary>Whether the values can be those of an evaluation. Others come from a damaged file or a diverged run.</summary>
    [JsonIgnore]
    public bool IsPlausible => PointsSeen is >= 0 and <= MaximumPoints && Math.Abs(ValidationNatsPerSequence) <= MaximumNats
        && Array.TrueForAll(BoundaryRates, rate => rate is >= 0 and <= 1);
}
