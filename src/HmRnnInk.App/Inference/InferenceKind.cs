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

    /// <summary>Begin to grow ghosts, between other requests; a request without ghosts ends it.</summary>
    Ghosts,

    /// <summary>Go back to where so many rows were read.</summary>
    Rewind,

    /// <summary>Copy the state after the newest row, to be saved in a file.</summary>
    Snapshot,

    /// <summary>Go on from a saved state after rows that were read before; nothing is read.</summary>
    Resume,
}
