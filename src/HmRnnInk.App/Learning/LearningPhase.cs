namespace HmRnnInk.App.Learning;

/// <summary>What a <see cref="HandLearning"/> is doing.</summary>
internal enum LearningPhase
{
    /// <summary>The trainer starts and evaluates the model that it begins with.</summary>
    Starting,

    Training,

    /// <summary>The person has stopped the training, and the trainer ends.</summary>
    Stopping,

    /// <summary>The trainer writes the model file and its card.</summary>
    Publishing,
}
