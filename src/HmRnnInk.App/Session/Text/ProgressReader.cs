using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session.Text;

/// <summary>
/// Finds out how much of a page's text is written: from the marks of the rows (<see cref="RowText"/>), and from where the model's window
/// was at the newest row.
/// </summary>
internal sealed class ProgressReader(PageInk page, PageReader reader)
{
    /// <summary>
    /// The newest character counts as written once it has this many rows. Most have more than twenty, an i has about ten.
    /// </summary>
    private const int RowsOfLetter = 8;

    private (RowText Mark, SeenText Seen)? _seen;

    /// <summary>The text that the model sees with a mark.</summary>
    public SeenText Seen(RowText mark)
    {
        if (_seen is not { } known || known.Mark != mark) _seen = known = (mark, SeenText.Of(mark, reader.Alphabet!));
        return known.Seen;
    }

    /// <returns>Null while it is not known, because the model has not read the newest row or cannot read a text.</returns>
    public TextProgress? Read()
    {
        if (page.RowsWithText.Count == 0) return new TextProgress(null, 0, -1);
        int at = page.RowsWithText[^1], last = page.Count - 1;
        RowText mark = page.Rows[at].Text!;
        if (mark.Change == TextChange.End || HasNoInk(at, mark)) return new TextProgress(mark, mark.Start, -1);
        if (reader.Alphabet is null || page.Rows[last].Trace is not { } trace) return null;
        if (trace.Letter < 0) return new TextProgress(mark, mark.Start, -1);
        SeenText seen = Seen(mark);
        if (seen.IsWrittenAt(trace.Letter, page.Rows[last].Offset.PenUp))
            return new TextProgress(mark, Math.Max(mark.Start, seen.LastLetter + 1), -1);
        return new TextProgress(mark, trace.Letter + (HasEnoughRows(trace.Letter, last) ? 1 : 0), trace.Letter);
    }

    /// <summary>
    /// Whether the text has no ink yet: the row that begins it is the newest one, and its ink begins after that row. Only on a page that
    /// the model began is the first row itself ink of the text.
    /// </summary>
    private bool HasNoInk(int at, RowText mark) =>
        at == page.Count - 1 && mark.Change == TextChange.Begin && (at > 0 || page.Rows[at].Owner == RowOwner.Person);

    /// <summary>Whether the newest <see cref="RowsOfLetter"/> rows all belong to a letter.</summary>
    /// <param name="last">The newest row.</param>
    private bool HasEnoughRows(int letter, int last)
    {
        int row = last;
        while (row >= 0 && row > last - RowsOfLetter && page.Rows[row].Trace?.Letter == letter) row--;
        return row == last - RowsOfLetter;
    }
}
