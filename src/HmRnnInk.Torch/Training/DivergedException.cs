namespace HmRnnInk.Torch.Training;

/// <summary>
/// The log-likelihood or the gradient of several windows is not finite, or the log-likelihood is so low that the run has diverged. The last
/// checkpoint is not changed.
/// </summary>
public sealed class DivergedException : Exception
{
    /// <summary>
    /// A log-likelihood below this means that the run has diverged. A model before its first update has about -3 nats per point.
    /// </summary>
    internal const double MinimumNatsPerPoint = -100;

    /// <param name="found">What happened, as whole sentences. The message also names the last checkpoint and says what to change.</param>
    internal DivergedException(TrainingRun run, string found)
        : base($"{found} {LastCheckpoint(run)} Start again with a lower --learning-rate or a shorter --window.")
    {
    }

    /// <returns>Whether the log-likelihood of an evaluation is not a number, or is below <see cref="MinimumNatsPerPoint"/>.</returns>
    internal static bool HasDiverged(EvaluationResult result) => !(result.NatsPerPoint >= MinimumNatsPerPoint);

    private static string LastCheckpoint(TrainingRun run) =>
        File.Exists(run.CheckpointPath) ? $"The last good state is '{run.CheckpointPath}'." : "There is no checkpoint yet.";
}
