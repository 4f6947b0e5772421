using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Score;

/// <summary>Which part of the page the score shows, and what the pointer lights in it and on the page.</summary>
/// <param name="segments">Of the page.</param>
/// <param name="index">Of the page's rows.</param>
public sealed class ScoreView(LiveInk ink, LayerSegments segments, RowIndex index)
{
    /// <summary>How near the pointer must be to ink, pen units.</summary>
    private const float Reach = 12;

    /// <summary>How long it must stay before ink lights up: a hand on its way to the next word lights nothing.</summary>
    private const double RestSeconds = 0.12;

    private const int RowsInNotch = 24;

    private (float X, float Y) _pointer = (float.NaN, float.NaN);
    private double _moved;
    private bool _wrote;

    // The row after the newest shown; null while that is the page's newest.
    private int? _scrolledTo;

    public ScoreLayout Layout { get; set; }

    public bool Shown { get; set; }

    /// <summary>Of the page: the pointer is in the window, and ink on the page.</summary>
    public PageView View { get; set; } = new(0, 0, 1, 1, 0, 0);

    /// <summary>What the pointer is at, if at anything.</summary>
    public SegmentLight? Light { get; private set; }

    /// <summary>The row after the newest that is shown.</summary>
    public int End { get; private set; }

    public int First => Math.Max(0, End - Layout.Columns);

    public bool Contains(float x, float y) => Shown && Layout.Contains(x, y);

    /// <summary>The pointer is there, pen units.</summary>
    public void PointTo(float x, float y, double seconds)
    {
        if (ink.Phase == LivePhase.PersonWrites || x == _pointer.X && y == _pointer.Y) return;
        // Where the pen was lifted it still lies on its ink: only when it has left that place does it point at anything.
        if (_wrote && Math.Abs(x - _pointer.X) + Math.Abs(y - _pointer.Y) < Reach) return;
        (_pointer, _moved, _wrote) = ((x, y), seconds, false);
    }

    /// <summary>The pen was lifted there.</summary>
    public void Lift(float x, float y) => (_pointer, _wrote) = ((x, y), true);

    /// <summary>Shows older rows, or newer.</summary>
    /// <param name="notches">Of the wheel, upwards.</param>
    public void Scroll(float notches)
    {
        int end = (_scrolledTo ?? ink.Rows.Count) - (int)MathF.Round(notches * RowsInNotch);
        end = Math.Max(end, Math.Min(Layout.Columns, ink.Rows.Count));
        _scrolledTo = end >= ink.Rows.Count ? null : end;
    }

    /// <summary>Back to the newest row.</summary>
    public void Follow() => _scrolledTo = null;

    /// <summary>Finds what the pointer is at.</summary>
    /// <param name="layer">Whose segments ink lights up; from 0.</param>
    public void Update(int layer, double seconds)
    {
        if (_scrolledTo >= ink.Rows.Count) _scrolledTo = null;
        End = _scrolledTo ?? ink.Rows.Count;
        bool pointing = !_wrote && ink.Phase != LivePhase.PersonWrites && ink.Rows.Count > 0;
        if (pointing && Contains(_pointer.X, _pointer.Y))
        {
            int row = Layout.RowAt(_pointer.X, End);
            Light = row >= First && row < End && _pointer.X >= Layout.Left ? Of(row, Layout.LaneAt(_pointer.Y), inScore: true) : null;
            return;
        }

        bool rests = Light is { InScore: false } || seconds - _moved >= RestSeconds;
        Light = pointing && rests && Nearest() is { } near ? Of(near, layer, inScore: false) : null;
        // Ink that the score does not show is looked up there.
        if (Light is { } lit && (lit.Row < First || lit.Row >= End))
            End = Math.Clamp(lit.Row + Layout.Columns / 2, Math.Min(Layout.Columns, ink.Rows.Count), ink.Rows.Count);
    }

    private SegmentLight Of(int row, int lane, bool inScore)
    {
        (int first, int end) = lane == ScoreLayout.PenLane || ink.Layers < 2
            ? Stroke(row)
            : segments.Around(Math.Min(lane, ink.Layers - 2), row); // the top layer updates where the one below ends a segment
        return new SegmentLight(row, first, Math.Min(end, ink.Rows.Count), lane, inScore);
    }

    private (int First, int End) Stroke(int row)
    {
        int first = row, end = row + 1;
        while (first > 0 && ink.Rows[first - 1].Stroke == ink.Rows[row].Stroke) first--;
        while (end < ink.Rows.Count && ink.Rows[end].Stroke == ink.Rows[row].Stroke) end++;
        return (first, end);
    }

    private int? Nearest()
    {
        if (float.IsNaN(_pointer.X)) return null;
        (float x, float y) = View.ToPage(_pointer.X, _pointer.Y);
        return index.Nearest(ink.RowSpan, x, y, Reach / View.Zoom);
    }
}
