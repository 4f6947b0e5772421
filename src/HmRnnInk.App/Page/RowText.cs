namespace HmRnnInk.App.Page;

/// <summary>
/// A mark on a row: from this row on, the model sees another text. It is part of the row, so that whoever reads the page's rows gets the
/// same text.
/// </summary>
/// <param name="Text">The whole text of the page, with what is written already.</param>
/// <param name="Start">
/// The number of characters that were written before. <see cref="TextChange.Edit"/> has the start of the text that it changes.
/// </param>
internal sealed record RowText(string Text, int Start, TextChange Change)
{
    /// <summary>Whether nothing remains to be written.</summary>
    public bool IsFinished => Change == TextChange.End && Start >= Text.AsSpan().TrimEnd().Length;

    /// <returns>The change that all marks of some rows make together; null if there is none.</returns>
    public static RowText? Of(ReadOnlySpan<PageRow> rows)
    {
        RowText? all = null;
        foreach (ref readonly PageRow row in rows)
        {
            if (row.Text is not { } next) continue;
            bool edits = next.Change == TextChange.Edit && all is { Change: TextChange.Begin };
            all = edits ? all! with { Text = next.Text } : next;
        }

        return all;
    }
}
