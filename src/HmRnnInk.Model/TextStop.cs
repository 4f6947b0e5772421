namespace HmRnnInk.Model;

/// <summary>Why a model stopped writing a text.</summary>
public enum TextStop
{
    /// <summary>The text window is past the last character, or the pen was lifted at it.</summary>
    Finished,

    /// <summary>The text window has not reached another character for <see cref="GivenTextWriter.StuckAfter"/> rows.</summary>
    Stuck,

    /// <summary>The maximum number of rows is written.</summary>
    OutOfRows,
}
