namespace HmRnnInk.Torch.Training;

/// <summary>When a run has diverged, and the error that says so.</summary>
internal static class Divergence
{
    /// <summary>
    /// A log-likelihood below this means that the run has diverged. A model before its first update has about -3 nats per point.
    /// </summary>
    public const double NatsPerPoint = -100;

    /// <returns>Whether the log-likelihood of an evaluation is not a number, or is below <see cref="NatsPerPoint"/>.</returns>
    public static bool IsIn(EvaluationResult result) => !(result.NatsPerPoint >= NatsPerPoint);

    /// <param name="found">What happened, as whole sentences.</param>
    /// <returns>The error, which also names the last checkpoint and says what to change.</returns>
    public static DivergedException Error(TrainingRun run, string found)
    {
        string last = File.Exists(run.CheckpointPath) ? $"The last good state is '{run.CheckpointPath}'." : "There is no checkpoint yet.";
        return new($"{found} {last} Start again with a lower --learning-rate or a shorter --window.");
    }
}
