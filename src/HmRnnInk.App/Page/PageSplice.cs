namespace HmRnnInk.App.Page;

/// <summary>
/// The difference that one step makes to a page, even if the step consists of many changes: a range of rows and what it replaced. Its size
/// is that of the changed rows.
/// </summary>
internal sealed class PageSplice
{
    // The rows that are not on the page: those from before the step or, once it is undone, from after it.
    private PageRow[] _rows = [];
    private bool _recorded;

    // The first row that the step changed, and the number of rows that are on the page in place of the old ones.
    private int _index, _count;

    public bool IsEmpty => _count == 0 && _rows.Length == 0;

    /// <summary>Adds a change to the step. Call it before the change is made.</summary>
    /// <param name="page">All rows, before the change.</param>
    /// <param name="index">The first row that is removed.</param>
    /// <param name="count">The number of rows that are removed.</param>
    /// <param name="inserted">The number of rows that are inserted.</param>
    public void Record(ReadOnlySpan<PageRow> page, int index, int count, int inserted)
    {
        if (!_recorded) (_recorded, _index) = (true, index);
        int first = Math.Min(_index, index), end = Math.Max(_index + _count, index + count);
        // Rows outside the range recorded so far are unchanged since before the step, so they can be copied from the page.
        if (first < _index || end > _index + _count) _rows = [.. page[first.._index], .. _rows, .. page[(_index + _count)..end]];
        (_index, _count) = (first, end - first - count + inserted);
    }

    /// <summary>Undoes the step, or redoes it.</summary>
    public void Swap(PageInk page)
    {
        if (IsEmpty) return;
        PageRow[] now = [.. page.Span.Slice(_index, _count)];
        page.Put(_index, _count, _rows);
        (_rows, _count) = (now, _rows.Length);
    }
}
