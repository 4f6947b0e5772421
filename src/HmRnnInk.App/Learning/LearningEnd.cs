namespace HmRnnInk.App.Learning;

/// <summary>How a <see cref="HandLearning"/> ended.</summary>
internal enum LearningEnd
{
    /// <summary>There is a new model.</summary>
    Learnt,

    /// <summary>The model did not get better on the lines that it was not trained on.</summary>
    NotBetter,

    /// <summary>The person did not want the result.</summary>
    Discarded,

    /// <summary>Training could not start, or the trainer failed.</summary>
    Failed,
}
