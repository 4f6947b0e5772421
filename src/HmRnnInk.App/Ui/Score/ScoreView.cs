using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Score;

/// <summary>Tracks which rows the score shows, and which segment is highlighted under the pointer.</summary>
/// <param name="segments">The segments of the page.</param>
/// <param name="index">The index of the rows of the page.</param>
internal sealed class ScoreView(LiveInk ink, LayerSegments segments, RowIndex index)
{
    /// <summary>The maximum distance of the pointer from ink, window units.</summary>
    private const float Reach = 12;

    /// <summary>How long the pointer must rest before ink is highlighted.</summary>
    private const double RestSeconds = 0.12;

    /// <summary>How far one notch of the wheel scrolls.</summary>
    private const int RowsPerNotch = 24;

    /// <summary>The distance of the statistics from the newest column, window units.</summary>
    private const float FiguresGap = 8;

    private (float X, float Y) _pointer = (float.NaN, float.NaN);
    private double _movedSeconds;

    // Whether the pointer has not moved away from the ink since the pen was lifted there.
    private bool _isAtWrittenInk;

    // The row after the newest visible row; null while the score follows the end of the page.
    private int? _scrolledTo;

    public ScoreLayout Layout { get; set; }

    public bool Shown { get; set; }

    /// <summary>The view of the page, which converts the place of the pointer to page units.</summary>
    public PageView View { get; set; } = new(0, 0, 1, 1, 0, 0);

    /// <summary>The segment under the pointer; null for none.</summary>
    public SegmentHighlight? Highlight { get; private set; }

    /// <summary>The lane whose statistics are under the pointer; null for none.</summary>
    public int? FiguresLane { get; private set; }

    /// <summary>The row after the newest visible row.</summary>
    public int End { get; private set; }

    /// <summary>The oldest visible row.</summary>
    public int First => Math.Max(0, End - Layout.Columns);

    public bool Contains(float x, float y) => Shown && Layout.Contains(x, y);

    /// <summary>Notes where the pointer is, and when it came there.</summary>
    /// <param name="pointer">A place in window units, and the time of the frame. NaN if the pointer has left.</param>
    public void PointTo(InkPoint pointer)
    {
        (float x, float y) = (pointer.X, pointer.Y);
        if (ink.Phase == LivePhase.PersonWrites || x == _pointer.X && y == _pointer.Y) return;
        // After a stroke the pointer is still on the ink. It highlights nothing until it has moved away.
        if (_isAtWrittenInk && Math.Abs(x - _pointer.X) + Math.Abs(y - _pointer.Y) < Reach) return;
        (_pointer, _movedSeconds, _isAtWrittenInk) = ((x, y), pointer.TimeSeconds, false);
    }

    /// <summary>Notes where the pen was lifted after a stroke, in window units.</summary>
    public void Lift(float x, float y) => (_pointer, _isAtWrittenInk) = ((x, y), true);

    /// <summary>Scrolls to older or newer rows.</summary>
    /// <param name="notches">Notches of the wheel. Positive is upwards, to older rows.</param>
    public void Scroll(float notches) => ScrollTo((_scrolledTo ?? ink.Rows.Count) - (int)MathF.Round(notches * RowsPerNotch));

    /// <summary>Scrolls to a place, as far as there are rows.</summary>
    /// <param name="end">The row after the newest visible row.</param>
    public void ScrollTo(int end)
    {
        end = Math.Max(end, Math.Min(Layout.Columns, ink.Rows.Count));
        _scrolledTo = end >= ink.Rows.Count ? null : end;
    }

    /// <summary>Scrolls to the newest row and follows it.</summary>
    public void Follow() => _scrolledTo = null;

    /// <summary>Finds the segment under the pointer.</summary>
    /// <param name="layer">The layer whose segments are highlighted on the page, from 0.</param>
    public void Update(int layer, double seconds)
    {
        if (_scrolledTo >= ink.Rows.Count) _scrolledTo = null;
        End = _scrolledTo ?? ink.Rows.Count;
        bool pointing = !_isAtWrittenInk && ink.Phase != LivePhase.PersonWrites && ink.Rows.Count > 0;
        FiguresLane = null;
        if (pointing && Contains(_pointer.X, _pointer.Y))
        {
            if (Layout.ShowsFigures && _pointer.X > Layout.Right + FiguresGap) FiguresLane = Layout.LaneAt(_pointer.Y);
            int row = Layout.RowAt(_pointer.X, End);
            bool isOnRow = row >= First && row < End && _pointer.X >= Layout.Left;
            Highlight = isOnRow ? SegmentAt(row, Layout.LaneAt(_pointer.Y), inScore: true) : null;
            return;
        }

        bool rests = Highlight is { InScore: false } || seconds - _movedSeconds >= RestSeconds;
        Highlight = pointing && rests && Nearest() is { } near ? SegmentAt(near, layer, inScore: false) : null;
        // The score scrolls to the row of highlighted ink.
        if (Highlight is { } lit && (lit.Row < First || lit.Row >= End))
            End = Math.Clamp(lit.Row + Layout.Columns / 2, Math.Min(Layout.Columns, ink.Rows.Count), ink.Rows.Count);
    }

    private SegmentHighlight SegmentAt(int row, int lane, bool inScore)
    {
        (int first, int end) = lane == ScoreLayout.TextLane ? Letter(row)
            : lane == ScoreLayout.PenLane || ink.Layers < 2 ? RowRange.Stroke(ink.RowSpan, row)
            : segments.Around(Math.Min(lane, ink.Layers - 2), row); // the top layer updates where the layer below ends a segment
        return new SegmentHighlight(row, first, Math.Min(end, ink.Rows.Count), lane, inScore);
    }

    private RowRange Letter(int row)
    {
        ReadOnlySpan<PageRow> rows = ink.RowSpan;
        int letter = LetterInk.At(rows[row], row), first = row, end = row + 1;
        if (letter < 0) return new RowRange(row, row + 1);
        while (first > 0 && LetterInk.At(rows[first - 1], first - 1) == letter) first--;
        while (end < rows.Length && LetterInk.At(rows[end], end) == letter) end++;
        return new RowRange(first, end);
    }

    private int? Nearest()
    {
        if (float.IsNaN(_pointer.X)) return null;
        (float x, float y) = View.ToPage(_pointer.X, _pointer.Y);
        return index.Nearest(ink.RowSpan, x, y, Reach / View.Zoom);
    }
}
