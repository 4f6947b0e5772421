namespace HmRnnInk.App.Watch;

/// <summary>One evaluation of a run: the members of a line of its <c>metrics.jsonl</c> that are shown.</summary>
public sealed record CurvePoint
{
    public required long PointsSeen { get; init; }

    /// <summary>Mean log-likelihood of a validation line in nats; higher is better.</summary>
    public required double ValidationNatsPerSequence { get; init; }

    /// <summary>[layers], lowest first: the share of steps at which each layer ended a segment.</summary>
    public required double[] BoundaryRates { get; init; }
}
