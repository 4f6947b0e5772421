namespace HmRnnInk.App.Page;

/// <summary>
/// What became of a page in one step, however many changes that were: so many rows from one on are now others. As large as what changed.
/// </summary>
public sealed class PageSplice
{
    // What was there before, or, once it is undone, what came after.
    private PageRow[] _rows = [];
    private bool _recorded;

    /// <summary>The first row that is another.</summary>
    public int Index { get; private set; }

    /// <summary>How many rows on the page are others.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0 && _rows.Length == 0;

    /// <summary>Takes a further change into the step, before it happens.</summary>
    /// <param name="page">All rows, as they are before the change.</param>
    /// <param name="index">Of the first row that goes.</param>
    /// <param name="count">How many go.</param>
    /// <param name="inserted">How many come.</param>
    public void Record(ReadOnlySpan<PageRow> page, int index, int count, int inserted)
    {
        if (!_recorded) (_recorded, Index) = (true, index);
        int first = Math.Min(Index, index), end = Math.Max(Index + Count, index + count);
        // What lies around the rows of the changes before was not changed yet: it is as it was before the step.
        if (first < Index || end > Index + Count) _rows = [.. page[first..Index], .. _rows, .. page[(Index + Count)..end]];
        (Index, Count) = (first, end - first - count + inserted);
    }

    /// <summary>Undoes the step or does it again.</summary>
    public void Swap(PageInk page)
    {
        if (IsEmpty) return;
        PageRow[] now = [.. page.Span.Slice(Index, Count)];
        page.Put(Index, Count, _rows);
        (_rows, Count) = (now, _rows.Length);
    }
}
