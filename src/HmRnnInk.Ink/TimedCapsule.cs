namespace HmRnnInk.Ink;

/// <summary>A capsule and the time in which the pen drew it.</summary>
/// <param name="StartSeconds">Since the beginning of the writing.</param>
/// <param name="EndSeconds">Not before <paramref name="StartSeconds"/>.</param>
public readonly record struct TimedCapsule(Capsule Capsule, double StartSeconds, double EndSeconds);
