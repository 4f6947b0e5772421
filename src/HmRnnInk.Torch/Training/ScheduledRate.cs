namespace HmRnnInk.Torch.Training;

/// <summary>The learning rate by a run's <see cref="LearningRateSchedule"/> and warm-up.</summary>
internal static class ScheduledRate
{
    /// <param name="progress">Updated when the warm-up is over.</param>
    /// <param name="shareDone">Share of the budget that has been spent.</param>
    /// <returns>The learning rate of the next batch.</returns>
    public static double Of(TrainingOptions options, TrainingProgress progress, double shareDone)
    {
        if (options.Schedule == LearningRateSchedule.Plateau) return options.LearningRate * progress.LearningRateFactor;
        double remaining = options.Schedule switch
        {
            LearningRateSchedule.Cosine => (1 + Math.Cos(Math.PI * shareDone)) / 2,
            LearningRateSchedule.Constant => options.IsCoolingDown(shareDone) ? (1 - shareDone) / options.CooldownShare : 1,
            _ => 1 - shareDone,
        };
        double final = options.FinalLearningRateShare;
        return options.LearningRate * WarmUpFactor(options, progress) * (final + ((1 - final) * remaining));
    }

    /// <returns>The factor of the learning rate, 0 to 1.</returns>
    private static double WarmUpFactor(TrainingOptions options, TrainingProgress progress)
    {
        if (progress.WarmedUp || options.WarmUpShare == 0) return 1;
        // At the end of the next batch, so that with a budget in epochs no batch has a learning rate of 0.
        double done = options.ShareDone(progress with { BatchesDone = progress.BatchesDone + 1 });
        double risen = (done - progress.MovesFrom) / options.WarmUpShare;
        progress.WarmedUp = risen >= 1;
        return Math.Min(1, risen);
    }
}
