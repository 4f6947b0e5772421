using System.Runtime.InteropServices;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Live;

/// <summary>The segments of all ink on a page, kept up to date: the same for the screen, for SVG and for PNG.</summary>
/// <param name="penWidth">Diameter of the pen, page units.</param>
public sealed class InkPicture(float penWidth)
{
    /// <summary>Events nearer than this are not worth a point of the curve, page units.</summary>
    private const float LeastStep = 1.5f;

    private readonly List<InkSegment> _segments = [];
    private readonly List<InkSegment> _fresh = [];
    private readonly List<InkSegment> _whole = [];
    private readonly InkGeometry _geometry = new();

    // For each stroke drawn: its first row, and the segments before it.
    private readonly List<(int Row, int Segment)> _strokes = [];

    /// <summary>Diameter of the pen, page units.</summary>
    public float PenWidth => penWidth;

    /// <summary>In the order they are drawn.</summary>
    public List<InkSegment> Segments => _segments;

    /// <summary>The newest segments, from one on. Valid until the next update.</summary>
    public ReadOnlySpan<InkSegment> Since(int segment) => CollectionsMarshal.AsSpan(_segments)[segment..];

    /// <summary>Brings the segments up to date. The newest stroke is always drawn anew, since it may not have ended.</summary>
    /// <param name="firstChange">Rows before it are as they were.</param>
    /// <param name="unsettled">The newest events, which no row stands for yet.</param>
    /// <returns>How many segments are as they were: what follows them is new.</returns>
    public int Update(IReadOnlyList<PageRow> rows, int firstChange, IEnumerable<InkPoint> unsettled, InkPaint paint)
    {
        int row = 0, kept = 0;
        int last = _strokes.Count - 1;
        while (last > 0 && _strokes[last].Row > firstChange) last--;
        if (last >= 0)
        {
            (row, kept) = _strokes[last];
            _strokes.RemoveRange(last, _strokes.Count - last);
        }

        Draw(rows, row, kept, unsettled, paint);
        int same = 0, most = Math.Min(_fresh.Count, _segments.Count - kept);
        while (same < most && _fresh[same] == _segments[kept + same]) same++;
        _segments.RemoveRange(kept + same, _segments.Count - kept - same);
        _segments.AddRange(_fresh.Skip(same));
        return kept + same;
    }

    /// <summary>The ink of some rows by itself, as it is on the page. Valid until the next update.</summary>
    /// <param name="end">The row after them.</param>
    public ReadOnlySpan<InkSegment> Of(IReadOnlyList<PageRow> rows, int first, int end, InkPaint paint)
    {
        _fresh.Clear();
        _whole.Clear();
        int start = first;
        while (start > 0 && !rows[start - 1].Offset.PenUp) start--;
        for (int index = start; index < rows.Count; index++)
        {
            // The layer tells what is wanted from what is only needed for the curve; rows share a piece half and half, as on the page.
            PageRow row = rows[index];
            bool wanted = index >= first && index < end;
            _geometry.Append(new InkVertex(row.X, row.Y, penWidth, paint.Of(index, row), wanted ? 1 : 0), _whole);
            if (!row.Offset.PenUp) continue;
            _geometry.EndStroke(_whole);
            if (index >= end) break;
        }

        _geometry.EndStroke(_whole);
        foreach (InkSegment segment in _whole)
            if (segment.Layer == 1) _fresh.Add(segment);
        return CollectionsMarshal.AsSpan(_fresh);
    }

    private void Draw(IReadOnlyList<PageRow> rows, int first, int segmentsBefore, IEnumerable<InkPoint> unsettled, InkPaint paint)
    {
        _fresh.Clear();
        for (int index = first; index < rows.Count; index++)
        {
            PageRow row = rows[index];
            if (!_geometry.IsInStroke) _strokes.Add((index, segmentsBefore + _fresh.Count));
            _geometry.Append(new InkVertex(row.X, row.Y, penWidth, paint.Of(index, row), row.Layer), _fresh);
            if (row.Offset.PenUp) _geometry.EndStroke(_fresh);
        }

        uint fresh = paint.Unread(byModel: false);
        InkPoint? before = null;
        InkPoint? skipped = null;
        foreach (InkPoint point in unsettled)
        {
            bool near = before is { } place && double.Hypot(point.X - place.X, point.Y - place.Y) < LeastStep;
            skipped = near ? point : null;
            if (near) continue;
            before = point;
            _geometry.Append(new InkVertex(point.X, point.Y, penWidth, fresh, 0), _fresh);
        }

        if (skipped is { } newest) _geometry.Append(new InkVertex(newest.X, newest.Y, penWidth, fresh, 0), _fresh);
        _geometry.EndStroke(_fresh);
    }
}
