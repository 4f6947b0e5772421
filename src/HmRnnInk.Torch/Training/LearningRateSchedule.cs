namespace HmRnnInk.Torch.Training;

/// <summary>Schedule of the learning rate.</summary>
public enum LearningRateSchedule
{
    /// <summary>Halved whenever the validation result has not improved for <see cref="TrainingOptions.Patience"/> evaluations.</summary>
    Plateau,

    /// <summary>
    /// Half a cosine over the whole budget, down to <see cref="TrainingOptions.FinalLearningRateShare"/> at its end. During the first
    /// <see cref="TrainingOptions.WarmUpShare"/> of the budget it is multiplied by a warm-up factor, which rises linearly from 0 to 1.
    /// With a budget in minutes the rate depends on the clock, so two runs are not bit-identical.
    /// </summary>
    Cosine,

    /// <summary>The same with a straight line instead of half a cosine.</summary>
    Linear,

    /// <summary>
    /// The same warm-up, then the full rate, and a linear cooldown to <see cref="TrainingOptions.FinalLearningRateShare"/> over the last
    /// <see cref="TrainingOptions.CooldownShare"/> of the budget. The state before the cooldown is saved, so that the run can be continued
    /// with a larger budget.
    /// </summary>
    Constant,
}
