namespace HmRnnInk.Model;

/// <summary>The trained model from which a training started.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Hidden">Units per layer.</param>
/// <param name="PointsSeen">Number of its training rows.</param>
/// <param name="Minutes">Duration of its training.</param>
public sealed record TrainingStart(string Model, int Hidden, long PointsSeen, double Minutes);
