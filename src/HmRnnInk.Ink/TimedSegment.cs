namespace HmRnnInk.Ink;

/// <summary>A piece of ink and when the pen drew it.</summary>
/// <param name="StartSeconds">From the beginning of the writing.</param>
/// <param name="EndSeconds">Not before <paramref name="StartSeconds"/>.</param>
public readonly record struct TimedSegment(InkSegment Segment, double StartSeconds, double EndSeconds);
