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

    /// <param name="result">The validation part without texts.</param>
    /// <param name="withText">Its lines with their texts; null without any.</param>
    /// <exception cref="DivergedException">
    /// One of these log-likelihoods is not a number, or is below <see cref="MinimumNatsPerPoint"/>.
    /// </exception>
    internal static void ThrowIfDiverged(TrainingRun run, long updates, EvaluationResult result, EvaluationResult? withText)
    {
        Check(result, "the validation part has");
        if (withText is not null) Check(withText, "the lines of the validation part with their texts have");

        void Check(EvaluationResult part, string name)
        {
            if (part.NatsPerPoint >= MinimumNatsPerPoint) return;
            throw new DivergedException(
                run, $"The run has diverged: after update {updates} {name} {part.NatsPerPoint:G3} nats per point.");
        }
    }

    private static string LastCheckpoint(TrainingRun run) =>
        File.Exists(run.CheckpointPath) ? $"The last good state is '{run.CheckpointPath}'." : "There is no checkpoint yet.";
}
