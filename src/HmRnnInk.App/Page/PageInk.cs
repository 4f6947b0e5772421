using System.Runtime.InteropServices;

namespace HmRnnInk.App.Page;

/// <summary>
/// The rows on a page, in the order in which the model reads them. Changes that can be undone go through <see cref="Replace"/>, which
/// records them in <see cref="Recording"/>.
/// </summary>
internal sealed class PageInk
{
    /// <summary>
    /// The number of rows at the start of a page at which the top layer is not held. It has read little then, and a model whose top layer
    /// stays empty writes illegibly.
    /// </summary>
    public const int RowsBeforeHeldTop = 60;

    private readonly List<PageRow> _rows = [];
    private readonly List<int> _rowsWithText = [];
    private int _firstReplaced, _firstChange, _firstUnwritten;

    public IReadOnlyList<PageRow> Rows => _rows;

    /// <summary>Valid until the next change.</summary>
    public ReadOnlySpan<PageRow> Span => CollectionsMarshal.AsSpan(_rows);

    public int Count => _rows.Count;

    /// <summary>The indices of the rows that have a <see cref="PageRow.Text"/>, in ascending order.</summary>
    public IReadOnlyList<int> RowsWithText => _rowsWithText;

    /// <summary>The newest mark of the page; null if it has none.</summary>
    public RowText? NewestMark => _rowsWithText is [.., int row] ? _rows[row].Text : null;

    /// <summary>Records every change until it is set to null.</summary>
    internal PageSplice? Recording { get; set; }

    /// <summary>Replaces rows by others and renumbers the strokes.</summary>
    /// <param name="index">The first row that is removed.</param>
    /// <param name="count">The number of rows that are removed.</param>
    public void Replace(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        Recording?.Record(Span, index, count, rows.Length);
        Put(index, count, rows);
    }

    public void Append(in PageRow row) => Replace(Count, 0, [row]);

    /// <summary>Ends a stroke at a row.</summary>
    /// <returns>Whether the row did not end a stroke before.</returns>
    public bool Lift(int row)
    {
        if (row < 0 || _rows[row].Offset.PenUp) return false;
        Replace(row, 1, [_rows[row] with { Offset = _rows[row].Offset with { PenUp = true } }]);
        return true;
    }

    /// <summary>
    /// Stores what the model computed for a row. This does not count as a change of the page, because it follows from the rows.
    /// </summary>
    public void Trace(int row, in RowTrace trace, int layers)
    {
        CollectionsMarshal.AsSpan(_rows)[row] = _rows[row] with { Trace = trace, Layer = trace.DeepestFlush(layers) };
        _firstChange = Math.Min(_firstChange, row);
    }

    /// <returns>The lowest row whose appearance has changed since the last call.</returns>
    public int TakeChanges() => Take(ref _firstChange);

    /// <returns>
    /// The lowest row that has changed for the model since the last call. The model must read this row and all later ones again.
    /// </returns>
    internal int TakeReplaced() => Take(ref _firstReplaced);

    /// <returns>
    /// The lowest row that was replaced since the last call. The file that has the page must get this row and all later ones.
    /// </returns>
    internal int TakeUnwritten() => Take(ref _firstUnwritten);

    /// <summary>Like <see cref="Replace"/>, but not recorded.</summary>
    internal void Put(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        int overwritten = Math.Min(count, rows.Length);
        rows[..overwritten].CopyTo(CollectionsMarshal.AsSpan(_rows)[index..]);
        _rows.RemoveRange(index + overwritten, count - overwritten);
        _rows.InsertRange(index + overwritten, rows[overwritten..]);
        NumberStrokes(index, index + rows.Length);
        UpdateRowsWithText(index, count, rows);
        _firstChange = Math.Min(_firstChange, index);
        _firstReplaced = Math.Min(_firstReplaced, index);
        _firstUnwritten = Math.Min(_firstUnwritten, index);
    }

    private int Take(ref int first)
    {
        int taken = first;
        first = Count;
        return taken;
    }

    private void UpdateRowsWithText(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        int first = _rowsWithText.Count, end = first; // most changes are at the end of the page
        while (first > 0 && _rowsWithText[first - 1] >= index) first--;
        while (end > first && _rowsWithText[end - 1] >= index + count) _rowsWithText[--end] += rows.Length - count;
        _rowsWithText.RemoveRange(first, end - first);
        for (int row = 0; row < rows.Length; row++)
            if (rows[row].Text is not null) _rowsWithText.Insert(first++, index + row);
    }

    /// <summary>Renumbers the strokes: the new rows get numbers, and later rows move by the difference.</summary>
    private void NumberStrokes(int first, int end)
    {
        Span<PageRow> rows = CollectionsMarshal.AsSpan(_rows);
        int stroke = first == 0 ? 0 : rows[first - 1].Stroke + (rows[first - 1].Offset.PenUp ? 1 : 0);
        for (int row = first; row < end; row++)
        {
            rows[row] = rows[row] with { Stroke = stroke };
            if (rows[row].Offset.PenUp) stroke++;
        }

        int moved = end < rows.Length ? stroke - rows[end].Stroke : 0;
        for (int row = end; moved != 0 && row < rows.Length; row++) rows[row] = rows[row] with { Stroke = rows[row].Stroke + moved };
    }
}
