namespace HmRnnInk.Ink;

/// <summary>The points from a pen-down to the next pen-up, in writing order. A single point is a dot.</summary>
public sealed record Stroke(IReadOnlyList<InkPoint> Points);
