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

    /// <summary>The first row that the step changed.</summary>
    public int Index { get; private set; }

    /// <summary>The number of rows that are on the page in place of the old ones.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0 && _rows.Length == 0;

    /// <summary>Adds a change to the step. Call it before the change is made.</summary>
    /// <param name="page">All rows, before the change.</param>
    /// <param name="index">The first row that is removed.</param>
    /// <param name="count">The number of rows that are removed.</param>
    /// <param name="inserted">The number of rows that are inserted.</param>
    public void Record(ReadOnlySpan<PageRow> page, int index, int count, int inserted)
    {
        if (!_recorded) (_recorded, Index) = (true, index);
        int first = Math.Min(Index, index), end = Math.Max(Index + Count, index + count);
        // Rows outside the range recorded so far are unchanged since before the step, so they can be copied from the page.
        if (first < Index || end > Index + Count) _rows = [.. page[first..Index], .. _rows, .. page[(Index + Count)..end]];
        (Index, Count) = (first, end - first - count + inserted);
    }

    /// <summary>Undoes the step, or redoes it.</summary>
    public void Swap(PageInk page)
    {
        if (IsEmpty) return;
        PageRow[] now = [.. page.Span.Slice(Index, Count)];
        page.Put(Index, Count, _rows);
        (_rows, Count) = (now, _rows.Length);
    }
}
