using System.Runtime.InteropServices;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>All ink of a page, as capsules. The screen, SVG and PNG files draw the same ones.</summary>
internal sealed class InkPicture
{
    /// <summary>
    /// A pointer event nearer than this to the last point of the curve adds no point, unless it is the newest; page units.
    /// </summary>
    private const float MinimumStep = 1.5f;

    /// <summary>The number of points at different places that the curve to the next point depends on.</summary>
    private const int CurvePoints = 3;

    private readonly List<Capsule> _fresh = [];

    // Scratch space: ink around the rows to draw, which their curve depends on. Of also collects the ink of the rows themselves in it.
    private readonly List<Capsule> _context = [];

    // The number of capsules before the point of each row, and after the last row.
    private readonly List<int> _before = [];
    private int _after;
    private InkGeometry _geometry;

    public InkPicture(InkPen pen)
    {
        Pen = pen;
        _geometry = new InkGeometry(pen.Smoothing);
    }

    public InkPen Pen { get; private set; }

    /// <summary>The capsules in the order they are drawn.</summary>
    public List<Capsule> Capsules { get; } = [];

    /// <param name="row">A row, or the number of rows to count the capsules of all of them.</param>
    /// <returns>The number of capsules before the ink of the row.</returns>
    public int CapsulesBefore(int row) => row < _before.Count ? _before[row] : _after;

    /// <returns>Whether all ink needs to be drawn again.</returns>
    public bool Choose(InkPen pen)
    {
        if (pen == Pen) return false;
        Pen = pen;
        _geometry = new InkGeometry(pen.Smoothing);
        return true;
    }

    /// <summary>Updates the capsules. The end of an open stroke is always drawn again.</summary>
    /// <param name="firstChange">The first row that changed.</param>
    /// <param name="unsettled">The newest events, which are not part of a row yet.</param>
    /// <returns>The number of capsules at the start that are unchanged.</returns>
    public int Update(ReadOnlySpan<PageRow> rows, int firstChange, IReadOnlyList<InkPoint> unsettled, InkPaint paint)
    {
        int row = Math.Max(0, Math.Min(firstChange, Math.Min(_before.Count, rows.Length)) - InkPen.Reach);
        int start = CapsulesBefore(row);
        Draw(rows, row, start, unsettled, paint);
        ReadOnlySpan<Capsule> fresh = CollectionsMarshal.AsSpan(_fresh), old = CollectionsMarshal.AsSpan(Capsules)[start..];
        int same = fresh.CommonPrefixLength(old);
        CollectionsMarshal.SetCount(Capsules, start + fresh.Length);
        fresh[same..].CopyTo(CollectionsMarshal.AsSpan(Capsules)[(start + same)..]);
        return start + same;
    }

    /// <summary>The ink of some rows as it is on the page. Valid until the next update.</summary>
    /// <param name="end">The row after the last one.</param>
    public ReadOnlySpan<Capsule> Of(ReadOnlySpan<PageRow> rows, int first, int end, InkPaint paint)
    {
        _fresh.Clear();
        _context.Clear();
        for (int index = StartOfCurve(rows, first); index < rows.Length; index++)
        {
            // Layer 1 marks the wanted capsules; the others are only needed for the curve. As on the page, the curve between two rows
            // belongs half to each.
            bool wanted = index >= first && index < end;
            Append(rows, index, paint, wanted ? 1 : 0, _context);
            if (!rows[index].Offset.PenUp)
            {
                if (index >= end + CurvePoints) break; // the curve of the wanted rows is complete
                continue;
            }

            _geometry.EndStroke(_context);
            if (index >= end) break;
        }

        _geometry.EndStroke(_context);
        foreach (Capsule capsule in _context)
            if (capsule.Layer == 1) _fresh.Add(capsule);
        return CollectionsMarshal.AsSpan(_fresh);
    }

    /// <returns>The first row that the curve of a row depends on.</returns>
    private static int StartOfCurve(ReadOnlySpan<PageRow> rows, int row)
    {
        int different = 0;
        while (row > 0 && !rows[row - 1].Offset.PenUp && different < CurvePoints)
        {
            row--;
            if (rows[row].Recorded is []) continue;
            ref readonly PageRow next = ref rows[Math.Min(row + 1, rows.Length - 1)];
            if ((rows[row].X, rows[row].Y) != (next.X, next.Y)) different++;
        }

        return row;
    }

    private void Draw(ReadOnlySpan<PageRow> rows, int first, int capsulesBefore, IReadOnlyList<InkPoint> unsettled, InkPaint paint)
    {
        _fresh.Clear();
        _context.Clear();
        for (int index = StartOfCurve(rows, first); index < first; index++) Append(rows, index, paint, rows[index].Layer, _context);
        CollectionsMarshal.SetCount(_before, rows.Length);
        for (int index = first; index < rows.Length; index++)
        {
            _before[index] = capsulesBefore + _fresh.Count;
            Append(rows, index, paint, rows[index].Layer, _fresh);
            if (rows[index].Offset.PenUp) _geometry.EndStroke(_fresh);
        }

        _after = capsulesBefore + _fresh.Count;
        float width = !_geometry.IsInStroke || rows.IsEmpty ? Pen.Width : Pen.WidthAt(rows, rows.Length - 1);
        uint colour = paint.WithoutTrace(byModel: false);
        InkPoint? before = null;
        for (int index = 0; index < unsettled.Count; index++)
        {
            InkPoint point = unsettled[index];
            bool isNear = before is { } place && double.Hypot(point.X - place.X, point.Y - place.Y) < MinimumStep;
            if (isNear && index < unsettled.Count - 1) continue; // the ink always reaches the newest point
            before = point;
            float pointWidth = point.Pressure is { } pressure ? Pen.WidthAt(pressure) : width;
            _geometry.Append(new InkVertex(point.X, point.Y, pointWidth, colour, 0), _fresh);
        }

        _geometry.EndStroke(_fresh);
    }

    /// <inheritdoc cref="InkPen.Append"/>
    private void Append(ReadOnlySpan<PageRow> rows, int index, InkPaint paint, int layer, List<Capsule> capsules) =>
        Pen.Append(_geometry, rows, index, paint.Of(index, rows[index]), layer, capsules);
}
