namespace HmRnnInk.Torch.Training;

/// <summary>
/// The log-likelihood or the gradient of several windows is not finite, or the log-likelihood is so low that the run has diverged. The last
/// checkpoint is not changed.
/// </summary>
public sealed class DivergedException(string message) : Exception(message);
