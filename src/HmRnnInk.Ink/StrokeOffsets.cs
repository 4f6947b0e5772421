namespace HmRnnInk.Ink;

/// <summary>Converts strokes to rows and back, without loss for integer coordinates below 2²⁴.</summary>
public static class StrokeOffsets
{
    /// <returns>One row per point; see <see cref="PenOffset"/> for row 0.</returns>
    /// <exception cref="ArgumentException">A stroke has no points: rows cannot represent it.</exception>
    public static PenOffset[] FromStrokes(StrokeCollection ink)
    {
        var rows = new PenOffset[ink.PointCount];
        int row = 0;
        InkPoint before = default;
        foreach (Stroke stroke in ink.Strokes)
        {
            int count = stroke.Points.Count;
            if (count == 0) throw new ArgumentException("A stroke has no points. Remove empty strokes first.", nameof(ink));
            for (int index = 0; index < count; index++)
            {
                InkPoint point = stroke.Points[index];
                if (row == 0) before = point;
                rows[row++] = new PenOffset(point.X - before.X, point.Y - before.Y, PenUp: index == count - 1);
                before = point;
            }
        }

        return rows;
    }

    /// <param name="offsets">Rows as returned by <see cref="FromStrokes"/>. The last row ends its stroke even if it has no pen-up.</param>
    /// <returns>Strokes from the origin and from time 0, with the time between points of IAM-OnDB, about 75 points per second.</returns>
    public static StrokeCollection ToStrokes(IReadOnlyList<PenOffset> offsets)
    {
        var strokes = new List<Stroke>();
        var points = new List<InkPoint>();
        float x = 0, y = 0;
        for (int row = 0; row < offsets.Count; row++)
        {
            PenOffset offset = offsets[row];
            x += offset.DeltaX;
            y += offset.DeltaY;
            points.Add(new InkPoint(x, y, row * MonotonicClock.SamplingPeriodSeconds));
            if (!offset.PenUp && row < offsets.Count - 1) continue;
            strokes.Add(new Stroke(points));
            points = [];
        }

        return new StrokeCollection(strokes);
    }
}
