namespace HmRnnInk.App.Page;

/// <summary>Finds which ink belongs to which character of the page's text.</summary>
internal static class LetterInk
{
    /// <returns>The index of the character that a row is ink of; −1 for none.</returns>
    public static int At(in PageRow row, int index)
    {
        if (row.Owner != RowOwner.Model || row.Trace is not { } trace) return -1;
        // The row at which a text begins is the last one before the ink of the text, except for the first row of a page.
        return index > 0 && row.Text is { Change: TextChange.Begin } ? -1 : trace.Letter;
    }

    /// <returns>The rows from the first to the last with the ink of a character; null if there is none.</returns>
    public static RowRange? Of(ReadOnlySpan<PageRow> rows, int character)
    {
        int first = -1, end = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (At(rows[row], row) != character) continue;
            if (first < 0) first = row;
            end = row + 1;
        }

        return first < 0 ? null : new RowRange(first, end);
    }
}
