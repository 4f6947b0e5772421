namespace HmRnnInk.App.Watch;

/// <summary>A run at one evaluation, as a line of its <c>metrics.jsonl</c> tells it; what else the line holds is left out.</summary>
public sealed record CurvePoint
{
    public required long PointsSeen { get; init; }

    /// <summary>Log-likelihood of the validation lines.</summary>
    public required double ValidationNatsPerSequence { get; init; }

    /// <summary>[layers], lowest first: share of steps at which each ended a segment.</summary>
    public required double[] BoundaryRates { get; init; }
}
