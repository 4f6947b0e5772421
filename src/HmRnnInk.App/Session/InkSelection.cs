using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>
/// The selected segments and the operations on them. Each operation is one undo step. Any other change of the page clears the selection.
/// </summary>
internal sealed class InkSelection(LiveInk ink)
{
    /// <summary>A segment with fewer rows is too small to be what a person means, unless there is no larger one.</summary>
    private const int MinimumRows = 6;

    private RowRange _range, _anchor, _head;
    private int _version = -1;
    private PageRow[]? _rowsBeforeMove;
    private PageArea _boundsBeforeMove;
    private float _moveX, _moveY;

    /// <summary>The selected rows; null for none.</summary>
    public RowRange? Range => _version == ink.Version && !ink.SomebodyWrites ? _range : null;

    public bool IsActive => Range is not null;

    /// <summary>The layer whose segments are selected, from 0.</summary>
    public int Layer { get; private set; }

    /// <summary>Whether the selection is being moved. Other operations are ignored until the move ends.</summary>
    public bool IsMoving => _rowsBeforeMove is not null;

    /// <summary>The bounding box of the selected points, page units.</summary>
    public PageArea Bounds
    {
        get
        {
            if (Range is not { } range) return PageArea.Empty;
            PageArea bounds = PageArea.Empty;
            foreach (ref readonly PageRow row in ink.RowSpan[range.First..range.End])
                bounds = bounds.Including(row.X, row.Y);
            return bounds;
        }
    }

    /// <summary>Whether segments, a line, the page or the content of a loop is selected.</summary>
    public SelectionScope Scope { get; private set; }

    /// <summary>
    /// Selects ink around a row: first the smallest segment that a person can see, then those of higher layers, then the line and the page.
    /// </summary>
    /// <param name="growth">How many sizes larger than the smallest one.</param>
    public void SelectAt(int row, int growth)
    {
        ink.StopWriting();
        if (row >= ink.Rows.Count) return; // the page became shorter after the row was clicked
        (RowRange range, int top) = (new RowRange(row, row), Math.Max(0, ink.Layers - 2));
        for (int layer = 0; layer <= top; layer++)
        {
            RowRange segment = RowRange.Segment(ink.RowSpan, row, layer);
            bool isLargeEnough = segment.Count >= MinimumRows || layer == top && range.Count == 0;
            if (!isLargeEnough || segment.Count <= range.Count) continue;
            range = segment;
            if (Choose(range, layer, SelectionScope.Segment)) return;
        }

        RowRange line = LineAround(row), page = new(0, ink.Rows.Count);
        if (line.Count > range.Count && Choose(line, top, SelectionScope.Line)) return;
        if (page.Count > Math.Max(line.Count, range.Count)) Choose(page, top, SelectionScope.Page);

        // Each call selects a larger range. True if it is the one that is wanted.
        bool Choose(RowRange chosen, int layer, SelectionScope scope)
        {
            (Layer, _anchor, _head, Scope) = (layer, chosen, chosen, scope);
            SetRange(chosen);
            return growth-- == 0;
        }
    }

    /// <summary>Selects a range of rows.</summary>
    public void Select(RowRange range)
    {
        ink.StopWriting();
        if (range.Count <= 0 || range.End > ink.Rows.Count) return;
        (Layer, _anchor, _head) = (Math.Max(0, ink.Layers - 2), range, range);
        Scope = range == new RowRange(0, ink.Rows.Count) ? SelectionScope.Page : SelectionScope.Loop;
        SetRange(range);
    }

    public void SelectAll() => Select(new RowRange(0, ink.Rows.Count));

    public void Clear()
    {
        EndMove(keep: false);
        _version = -1;
    }

    /// <summary>Adds the next or the previous segment to the selection, or removes one that was added.</summary>
    /// <param name="step">1 or −1.</param>
    public void Extend(int step)
    {
        if (!IsActive || IsMoving) return;
        int row = step > 0 ? _head.End : _head.First - 1;
        if (row < 0 || row >= ink.Rows.Count) return;
        _head = RowRange.Segment(ink.RowSpan, row, Layer);
        SetRange(_anchor.Union(_head));
        Scope = SelectionScope.Loop;
    }

    public void Delete()
    {
        if (Range is not { } range || IsMoving) return;
        InkEdits.Delete(ink.Edits.Begin(), range, ink.Layout);
        ink.Edits.End();
        Clear();
    }

    /// <summary>Lets the model rewrite the selected segments. They stay selected, so that this can be repeated.</summary>
    public void WriteAgain()
    {
        if (Range is not { } range || IsMoving) return;
        ink.Edits.Rewrite(range, Layer, range.Segments(ink.RowSpan, Layer), rows =>
        {
            _anchor = _head = new RowRange(range.First, range.First + rows);
            SetRange(_anchor);
        });
        SetRange(range); // the rewrite has ended what was in progress
    }

    /// <summary>Lets the model continue from the beginning of the selection. What it wrote after that is removed.</summary>
    public void ContinueFromHere(double seconds)
    {
        if (Range is not { } range || IsMoving) return;
        Clear();
        ink.Turn.ContinueFrom(range.First - 1, seconds);
    }

    /// <summary>Moves the selection to a distance from its original position.</summary>
    /// <param name="x">How far to the right, page units.</param>
    public void MoveTo(float x, float y)
    {
        if (Range is not { } range) return;
        if (_rowsBeforeMove is null)
        {
            _boundsBeforeMove = Bounds;
            PageRow[] rows = [.. ink.RowSpan[range.First..range.End]];
            PageInk page = ink.Edits.Begin(() => InkEdits.EndMove(ink.Edits.Page, range, _moveY, ink.Layout));
            InkEdits.Cut(page, range);
            _rowsBeforeMove = rows;
        }

        (_moveX, _moveY) = InkEdits.LimitedToSheet(_boundsBeforeMove, ink.Layout, x, y);
        InkEdits.Place(ink.Edits.Page, range, _rowsBeforeMove, _moveX, _moveY);
        SetRange(range);
    }

    /// <param name="keep">False to move it back.</param>
    public void EndMove(bool keep = true)
    {
        if (_rowsBeforeMove is null) return;
        _rowsBeforeMove = null;
        if (_version != ink.Version) return; // another change has ended the move
        ink.Edits.End(keep && (_moveX, _moveY) != (0, 0));
        SetRange(_range);
    }

    private RowRange LineAround(int row)
    {
        int first = row, end = row + 1;
        while (first > 0 && ink.Rows[first - 1].Line == ink.Rows[row].Line) first--;
        while (end < ink.Rows.Count && ink.Rows[end].Line == ink.Rows[row].Line) end++;
        return new RowRange(first, end);
    }

    private void SetRange(RowRange range) => (_range, _version) = (range, ink.Version);
}
