namespace HmRnnInk.Model;

/// <summary>Why a model stopped writing a text.</summary>
public enum TextStop
{
    /// <summary>
    /// The pen was lifted on the last character or past it, or the text window has been past it for
    /// <see cref="TextStopRule.MaximumRowsPastEnd"/> rows.
    /// </summary>
    Finished,

    /// <summary>The text window has not reached another character for <see cref="TextStopRule.StuckAfter"/> rows.</summary>
    Stuck,

    /// <summary>The maximum number of rows is written.</summary>
    OutOfRows,
}
