namespace HmRnnInk.Ink;

/// <summary>A segment of ink and the time at which the pen drew it.</summary>
/// <param name="StartSeconds">Since the beginning of the writing.</param>
/// <param name="EndSeconds">Not before <paramref name="StartSeconds"/>.</param>
public readonly record struct TimedSegment(InkSegment Segment, double StartSeconds, double EndSeconds);
