namespace HmRnnInk.Ink;

/// <summary>Strokes to rows and back; exact for integer points below 2²⁴.</summary>
public static class StrokeOffsets
{
    /// <returns>A row a point; see <see cref="PenOffset"/> for row 0.</returns>
    /// <exception cref="ArgumentException">A stroke has no points: a row could not tell that it was there.</exception>
    public static PenOffset[] FromStrokes(StrokeCollection ink)
    {
        var rows = new PenOffset[ink.PointCount];
        int row = 0;
        InkPoint before = default;
        foreach (Stroke stroke in ink.Strokes)
        {
            int count = stroke.Points.Count;
            if (count == 0) throw new ArgumentException("A stroke has no points; leave empty strokes out.", nameof(ink));
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

    /// <param name="offsets">Rows as <see cref="FromStrokes"/> writes them; a last row without pen-up still ends its stroke.</param>
    /// <param name="startX">Where the first point is, less the first row's own offset (zero in a whole line).</param>
    /// <param name="startY">As <paramref name="startX"/>, downwards.</param>
    /// <param name="startSeconds">The first point's time.</param>
    /// <param name="secondsPerPoint">Rows carry no time; the default is the pen of IAM-OnDB, about 75 points a second.</param>
    public static StrokeCollection ToStrokes(
        IReadOnlyList<PenOffset> offsets,
        float startX = 0,
        float startY = 0,
        double startSeconds = 0,
        double secondsPerPoint = PenClock.SamplingPeriodSeconds)
    {
        var strokes = new List<Stroke>();
        var points = new List<InkPoint>();
        float x = startX;
        float y = startY;
        for (int row = 0; row < offsets.Count; row++)
        {
            PenOffset offset = offsets[row];
            x += offset.DeltaX;
            y += offset.DeltaY;
            points.Add(new InkPoint(x, y, startSeconds + row * secondsPerPoint));
            if (!offset.PenUp && row < offsets.Count - 1) continue;
            strokes.Add(new Stroke(points));
            points = [];
        }

        return new StrokeCollection(strokes);
    }
}
