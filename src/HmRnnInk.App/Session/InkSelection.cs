using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>
/// The segments that are chosen on the page, and what can be done with them; each is one step of the page's history. Whatever else changes
/// the page ends the selection.
/// </summary>
public sealed class InkSelection(LiveInk ink)
{
    private RowRange _range, _anchor, _head;
    private int _layer, _moment = -1;
    private PageRow[]? _moved;
    private PageArea _movedFrom;
    private float _x, _y;

    /// <summary>What is chosen; null for nothing.</summary>
    public RowRange? Range => _moment == ink.Version && ink.Phase is not (LivePhase.PersonWrites or LivePhase.ModelWrites) ? _range : null;

    public bool IsActive => Range is not null;

    /// <summary>Whose segments; from 0.</summary>
    public int Layer => _layer;

    /// <summary>Whether a hand holds it. Until it is put down, nothing else is done with it.</summary>
    public bool IsMoving => _moved is not null;

    /// <summary>Around the chosen ink, page units.</summary>
    public PageArea Bounds
    {
        get
        {
            if (Range is not { } range) return PageArea.Empty;
            PageArea bounds = PageArea.Empty;
            foreach (ref readonly PageRow row in ink.RowSpan[range.First..range.End]) bounds = bounds.Union(new(row.X, row.Y, row.X, row.Y));
            return bounds;
        }
    }

    /// <summary>Chooses the segment that a row belongs to.</summary>
    /// <param name="layer">From 0; the top layer has no segments of its own, and those of the one below are meant.</param>
    public void Select(int row, int layer)
    {
        ink.StopWriting();
        if (row >= ink.Rows.Count) return; // of a page that has become shorter since the row was clicked
        _layer = Math.Clamp(layer, 0, Math.Max(0, ink.Layers - 2));
        _anchor = _head = RowRange.Segment(ink.RowSpan, row, _layer);
        Hold(_anchor);
    }

    public void Clear()
    {
        if (_moved is not null) EndMove(keep: false);
        _moment = -1;
    }

    /// <summary>Takes the segment behind the selection into it, or before; or lets one that was taken in go again.</summary>
    /// <param name="step">1 or −1.</param>
    public void Extend(int step)
    {
        if (!IsActive || IsMoving) return;
        int row = step > 0 ? _head.End : _head.First - 1;
        if (row < 0 || row >= ink.Rows.Count) return;
        _head = RowRange.Segment(ink.RowSpan, row, _layer);
        Hold(_anchor.Union(_head));
    }

    public void Delete()
    {
        if (Range is not { } range || IsMoving) return;
        InkEdits.Delete(ink.Edits.Begin(static () => { }), range, ink.Layout);
        ink.Edits.End();
        Clear();
    }

    /// <summary>Has the model write the segments again, up to their end; they stay chosen, for once more.</summary>
    public void WriteAgain()
    {
        if (Range is not { } range || IsMoving) return;
        ink.Edits.Rewrite(range, _layer, range.Boundaries(ink.RowSpan, _layer), rows =>
        {
            _anchor = _head = new RowRange(range.First, range.First + rows);
            Hold(_anchor);
        });
        Hold(range); // what was under way has ended
    }

    /// <summary>Has the model go on from where the selection begins; what it wrote from there on goes.</summary>
    public void GoOnFromHere(double seconds)
    {
        if (Range is not { } range || IsMoving) return;
        Clear();
        ink.Turn.GoOnFrom(range.First - 1, seconds);
    }

    /// <summary>Takes the selection in hand and holds it at a distance from where it was.</summary>
    /// <param name="x">To the right, page units.</param>
    public void MoveTo(float x, float y)
    {
        if (Range is not { } range) return;
        if (_moved is null)
        {
            _movedFrom = Bounds;
            PageRow[] rows = [.. ink.RowSpan[range.First..range.End]];
            PageInk page = ink.Edits.Begin(() => InkEdits.PutDown(ink.Edits.Page, range, _y, ink.Layout));
            InkEdits.Cut(page, range);
            _moved = rows;
        }

        (_x, _y) = InkEdits.OnSheet(_movedFrom, ink.Layout, x, y);
        InkEdits.Place(ink.Edits.Page, range, _moved, _x, _y);
        Hold(range);
    }

    /// <param name="keep">False to put it back where it was.</param>
    public void EndMove(bool keep = true)
    {
        if (_moved is null) return;
        _moved = null;
        if (_moment != ink.Version) return; // something else has ended it
        ink.Edits.End(keep && (_x, _y) != (0, 0));
        Hold(_range);
    }

    private void Hold(RowRange range) => (_range, _moment) = (range, ink.Version);
}
