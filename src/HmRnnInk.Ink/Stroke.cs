namespace HmRnnInk.Ink;

/// <summary>The points from one pen-down to the next pen-up, in the order written. One point is a dot.</summary>
public sealed record Stroke(IReadOnlyList<InkPoint> Points);
