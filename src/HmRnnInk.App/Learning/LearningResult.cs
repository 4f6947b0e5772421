namespace HmRnnInk.App.Learning;

/// <summary>The result of a <see cref="HandLearning"/>.</summary>
/// <param name="Gain">In nats a line, on the lines that were not trained on; null if they were not evaluated twice.</param>
/// <param name="Model">The new model file; null if there is none.</param>
/// <param name="Problem">What went wrong; null if nothing did.</param>
internal sealed record LearningResult(LearningEnd End, double? Gain = null, string? Model = null, string? Problem = null);
