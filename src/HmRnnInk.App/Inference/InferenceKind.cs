namespace HmRnnInk.App.Inference;

/// <summary>The kinds of request to a <see cref="RunningModel"/>.</summary>
internal enum InferenceKind
{
    /// <summary>Read the next row.</summary>
    Feed,

    /// <summary>Write a new row and read it.</summary>
    Write,

    /// <summary>Write a row that was chosen before, and read it.</summary>
    Follow,

    /// <summary>Begin to grow ghosts between other requests. A request without ghosts stops it.</summary>
    Ghosts,

    /// <summary>Go back to the state after a number of rows.</summary>
    Rewind,

    /// <summary>Copy the state after the newest row, so that it can be saved.</summary>
    Snapshot,

    /// <summary>Continue from a saved state after rows that were read earlier, without reading them.</summary>
    Resume,
}
