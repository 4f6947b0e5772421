namespace HmRnnInk.Model;

/// <summary>The trained model that a training went on from.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Hidden">Its units a layer.</param>
/// <param name="PointsSeen">Rows that it had been fitted to.</param>
/// <param name="Minutes">That it had been trained.</param>
public sealed record TrainingStart(string Model, int Hidden, long PointsSeen, double Minutes);
