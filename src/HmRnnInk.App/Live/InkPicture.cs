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

    private void Draw(IReadOnlyList<PageRow> rows, int first, int segmentsBefore, IEnumerable<InkPoint> unsettled, InkPaint paint)
    {
        _fresh.Clear();
        var geometry = new InkGeometry();
        for (int index = first; index < rows.Count; index++)
        {
            PageRow row = rows[index];
            if (!geometry.IsInStroke) _strokes.Add((index, segmentsBefore + _fresh.Count));
            geometry.Append(new InkVertex(row.X, row.Y, penWidth, paint.Of(index, row), row.Layer), _fresh);
            if (row.Offset.PenUp) geometry.EndStroke(_fresh);
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
            geometry.Append(new InkVertex(point.X, point.Y, penWidth, fresh, 0), _fresh);
        }

        if (skipped is { } newest) geometry.Append(new InkVertex(newest.X, newest.Y, penWidth, fresh, 0), _fresh);
        geometry.EndStroke(_fresh);
    }
}
