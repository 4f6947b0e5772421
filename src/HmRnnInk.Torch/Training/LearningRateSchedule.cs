namespace HmRnnInk.Torch.Training;

/// <summary>How the learning rate falls.</summary>
public enum LearningRateSchedule
{
    /// <summary>Halved each time the validation figure has not improved for <see cref="TrainingOptions.Patience"/> evaluations.</summary>
    Plateau,

    /// <summary>
    /// A linear warm-up over <see cref="TrainingOptions.WarmUpShare"/> of the budget, then half a cosine down to <see cref="TrainingOptions.FinalLearningRateShare"/> at the end of the budget.
    /// Under <c>--minutes</c> it follows the clock, so that two runs are not the same bit for bit.
    /// </summary>
    Cosine,

    /// <summary>The same with a straight line in place of the cosine.</summary>
    Linear,

    /// <summary>
    /// The same warm-up, then the full rate, and over the last <see cref="TrainingOptions.CooldownShare"/> of the budget a straight line down to
    /// <see cref="TrainingOptions.FinalLearningRateShare"/>. The state before that cooldown is saved, so that a run can be given a larger budget.
    /// </summary>
    Constant,
}
