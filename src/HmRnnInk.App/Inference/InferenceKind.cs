namespace HmRnnInk.App.Inference;

/// <summary>What is asked of an <see cref="IInference"/>.</summary>
public enum InferenceKind
{
    /// <summary>Read the next row.</summary>
    Feed,

    /// <summary>Write a row of its own and read it.</summary>
    Write,

    /// <summary>Write a row that was chosen before, and read it.</summary>
    Follow,

    /// <summary>Imagine how it might go on, beside all else; without ghosts asked for: no more.</summary>
    Imagine,

    /// <summary>Go back to where so many rows were read.</summary>
    Rewind,

    /// <summary>Tell the state behind the newest row, to be kept in a file.</summary>
    Remember,

    /// <summary>Go on behind rows that were read before, from the state that was kept: nothing is read.</summary>
    Resume,
}
