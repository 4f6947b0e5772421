namespace HmRnnInk.App.Learning;

/// <summary>How a <see cref="HandLearning"/> ended.</summary>
internal enum LearningEnd
{
    /// <summary>There is a new model.</summary>
    Learnt,

    /// <summary>
    /// The gain on the lines that were not trained on is below <see cref="LearningSetup.MinimumGain"/>, or was not measured.
    /// </summary>
    NotBetter,

    /// <summary>The person did not want the result.</summary>
    Discarded,

    /// <summary>Training could not start, or the trainer failed.</summary>
    Failed,
}
