namespace HmRnnInk.Model;

/// <summary>Why a model that writes a text stopped.</summary>
public enum TextStop
{
    /// <summary>Its window passed the last character, or the pen was lifted on it.</summary>
    Finished,

    /// <summary>The window has not moved on to another character for <see cref="GivenTextWriter.StuckAfter"/> rows.</summary>
    Stuck,

    /// <summary>All rows that it was allowed are written.</summary>
    OutOfRows,
}
