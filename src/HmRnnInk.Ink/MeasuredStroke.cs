namespace HmRnnInk.Ink;

/// <summary>A stroke as a file has it.</summary>
internal sealed class MeasuredStroke
{
    public List<MeasuredPoint> Points { get; init; } = [];

    /// <summary>When the stroke begins, if the file states it apart from the points' times.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>How long the stroke takes, if the file states it apart from the points' times.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The number of points per second, if the file states it and the points have no times.</summary>
    public double? PointsPerSecond { get; init; }

    public bool HasTimes => Points.Count > 0 && !double.IsNaN(Points[0].Seconds);
}
