namespace HmRnnInk.App.Learning;

/// <summary>The result of a <see cref="HandLearning"/>.</summary>
/// <param name="Gain">
/// In nats a line, on the lines that were not trained on, higher is better; null if the starting model was not evaluated.
/// </param>
/// <param name="Model">The new model file; null if there is none.</param>
/// <param name="Problem">What went wrong; null if nothing did.</param>
internal sealed record LearningResult(LearningEnd End, double? Gain = null, string? Model = null, string? Problem = null);
