using System.Runtime.InteropServices;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>The segments of all ink on a page, kept up to date: the same for the screen, for SVG and for PNG.</summary>
public sealed class InkPicture
{
    /// <summary>Events nearer than this are not worth a point of the curve, page units.</summary>
    private const float LeastStep = 1.5f;

    /// <summary>Different points that the curve to the next is made of.</summary>
    private const int CurvePoints = 3;

    private readonly List<InkSegment> _segments = [];
    private readonly List<InkSegment> _fresh = [];
    private readonly List<InkSegment> _whole = [];

    // For each row drawn the segments before its point was taken, and the segments after the last.
    private readonly List<int> _before = [];
    private int _after;
    private InkGeometry _geometry;
    private InkPen _pen;

    /// <param name="pen">Until another is chosen.</param>
    public InkPicture(InkPen pen)
    {
        _pen = pen;
        _geometry = new InkGeometry(pen.Smoothing);
    }

    public InkPen Pen => _pen;

    /// <summary>In the order they are drawn.</summary>
    public List<InkSegment> Segments => _segments;

    /// <summary>The newest segments, from one on. Valid until the next update.</summary>
    public ReadOnlySpan<InkSegment> Since(int segment) => CollectionsMarshal.AsSpan(_segments)[segment..];

    /// <summary>Takes over what is chosen.</summary>
    /// <returns>Whether all ink is to be drawn anew.</returns>
    public bool Choose(InkPen pen)
    {
        if (pen == _pen) return false;
        _pen = pen;
        _geometry = new InkGeometry(pen.Smoothing);
        return true;
    }

    /// <summary>Brings the segments up to date. The end of a stroke that has not ended is always drawn anew.</summary>
    /// <param name="firstChange">Rows before it are as they were.</param>
    /// <param name="unsettled">The newest events, which no row stands for yet.</param>
    /// <returns>How many segments are as they were: what follows them is new.</returns>
    public int Update(ReadOnlySpan<PageRow> rows, int firstChange, IReadOnlyList<InkPoint> unsettled, InkPaint paint)
    {
        int row = Math.Max(0, Math.Min(firstChange, Math.Min(_before.Count, rows.Length)) - InkPen.Reach);
        int kept = row < _before.Count ? _before[row] : _after;
        Draw(rows, row, kept, unsettled, paint);
        ReadOnlySpan<InkSegment> fresh = CollectionsMarshal.AsSpan(_fresh), old = CollectionsMarshal.AsSpan(_segments)[kept..];
        int same = fresh.CommonPrefixLength(old);
        CollectionsMarshal.SetCount(_segments, kept + fresh.Length);
        fresh[same..].CopyTo(CollectionsMarshal.AsSpan(_segments)[(kept + same)..]);
        return kept + same;
    }

    /// <summary>The ink of some rows by itself, as it is on the page. Valid until the next update.</summary>
    /// <param name="end">The row after them.</param>
    public ReadOnlySpan<InkSegment> Of(ReadOnlySpan<PageRow> rows, int first, int end, InkPaint paint)
    {
        _fresh.Clear();
        _whole.Clear();
        for (int index = StartOfCurve(rows, first); index < rows.Length; index++)
        {
            // The layer tells what is wanted from what is only needed for the curve; rows share a piece half and half, as on the page.
            PageRow row = rows[index];
            bool wanted = index >= first && index < end;
            _geometry.Append(new InkVertex(row.X, row.Y, _pen.WidthAt(rows, index), paint.Of(index, row), wanted ? 1 : 0), _whole);
            if (!row.Offset.PenUp)
            {
                if (index >= end + CurvePoints) break; // the curve to what is wanted is done
                continue;
            }

            _geometry.EndStroke(_whole);
            if (index >= end) break;
        }

        _geometry.EndStroke(_whole);
        foreach (InkSegment segment in _whole)
            if (segment.Layer == 1) _fresh.Add(segment);
        return CollectionsMarshal.AsSpan(_fresh);
    }

    /// <returns>The row of its stroke from which on a row's curve depends on the points.</returns>
    private static int StartOfCurve(ReadOnlySpan<PageRow> rows, int row)
    {
        int different = 0;
        while (row > 0 && !rows[row - 1].Offset.PenUp && different < CurvePoints)
        {
            row--;
            if (rows[row].X != rows[row + 1 < rows.Length ? row + 1 : row].X || rows[row].Y != rows[row + 1 < rows.Length ? row + 1 : row].Y) different++;
        }

        return row;
    }

    private void Draw(ReadOnlySpan<PageRow> rows, int first, int segmentsBefore, IReadOnlyList<InkPoint> unsettled, InkPaint paint)
    {
        _fresh.Clear();
        _whole.Clear();
        for (int index = StartOfCurve(rows, first); index < first; index++) _geometry.Append(Vertex(rows, index, paint), _whole);
        CollectionsMarshal.SetCount(_before, rows.Length);
        for (int index = first; index < rows.Length; index++)
        {
            _before[index] = segmentsBefore + _fresh.Count;
            _geometry.Append(Vertex(rows, index, paint), _fresh);
            if (rows[index].Offset.PenUp) _geometry.EndStroke(_fresh);
        }

        _after = segmentsBefore + _fresh.Count;
        float width = !_geometry.IsInStroke || rows.IsEmpty ? _pen.Width : _pen.WidthAt(rows, rows.Length - 1);
        uint fresh = paint.Unread(byModel: false);
        InkPoint? before = null;
        InkPoint? skipped = null;
        for (int index = 0; index < unsettled.Count; index++)
        {
            InkPoint point = unsettled[index];
            bool near = before is { } place && double.Hypot(point.X - place.X, point.Y - place.Y) < LeastStep;
            skipped = near ? point : null;
            if (near) continue;
            before = point;
            _geometry.Append(new InkVertex(point.X, point.Y, WidthAt(point), fresh, 0), _fresh);
        }

        if (skipped is { } newest) _geometry.Append(new InkVertex(newest.X, newest.Y, WidthAt(newest), fresh, 0), _fresh);
        _geometry.EndStroke(_fresh);

        float WidthAt(InkPoint point) => point.Pressure is { } pressure ? _pen.WidthAt(pressure) : width;
    }

    private InkVertex Vertex(ReadOnlySpan<PageRow> rows, int index, InkPaint paint)
    {
        ref readonly PageRow row = ref rows[index];
        return new InkVertex(row.X, row.Y, _pen.WidthAt(rows, index), paint.Of(index, row), row.Layer);
    }
}
