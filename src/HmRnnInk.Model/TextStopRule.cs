namespace HmRnnInk.Model;

/// <summary>Tells when a model that writes a given text stops.</summary>
/// <param name="length">The number of characters of the text.</param>
public sealed class TextStopRule(int length)
{
    /// <summary>The number of rows without a new character after which the model is stuck: the length of about four characters.</summary>
    public const int StuckAfter = 100;

    /// <summary>
    /// The number of rows past the end of the text after which the model stops with the pen down. In 97 % of the lines that people wrote,
    /// the pen is lifted by then (docs/research/log.md).
    /// </summary>
    public const int MaximumRowsPastEnd = 20;

    // The furthest position so far, and the number of rows since it was reached.
    private int _furthest, _rowsSince;

    /// <summary>Decides whether the model stops after a row. To be called for each written row.</summary>
    /// <param name="row">A row that was written and fed back.</param>
    /// <param name="position"><see cref="StepTrace.TextPosition"/> after the row.</param>
    /// <returns>Why to stop; null to continue.</returns>
    public TextStop? StopAfter(PenOffset row, int position)
    {
        bool isPastEnd = position >= length;
        // The window is ahead of the pen: when it leaves the last character, a part of that is still to be written.
        if (isPastEnd && row.PenUp) return TextStop.Finished;
        if (position > _furthest) (_furthest, _rowsSince) = (position, 0);
        else if (++_rowsSince >= (isPastEnd ? MaximumRowsPastEnd : StuckAfter)) return isPastEnd ? TextStop.Finished : TextStop.Stuck;
        return null;
    }
}
