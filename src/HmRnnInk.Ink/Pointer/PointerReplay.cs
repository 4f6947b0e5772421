namespace HmRnnInk.Ink.Pointer;

/// <summary>Recorded ink as the events a pointer would have sent, in the ink's own timing.</summary>
public static class PointerReplay
{
    /// <summary>Of a longer way from one point to the next only the end is reported: files may have a year between two points.</summary>
    private const double LongestWaySeconds = 10;

    /// <param name="ink">In any unit, with times that do not go back.</param>
    /// <param name="eventsPerSecond">How often the pointer reports: 60 to 1000.</param>
    /// <param name="pixelsPerUnit">Pixels for one of the ink's units.</param>
    /// <param name="originX">Pixels: where the ink's x = 0 lies.</param>
    /// <param name="originY">Pixels.</param>
    /// <returns>
    /// Positions in whole pixels, since a pointer has no others, and none for a pointer that stays on its pixel. Reports come on a
    /// clock of their own, so that a pen-down falls between two; a stroke's first and last point are reported when they are made.
    /// </returns>
    public static IEnumerable<PointerSample> Play(
        StrokeCollection ink, double eventsPerSecond, float pixelsPerUnit, float originX = 0, float originY = 0)
    {
        double interval = 1 / eventsPerSecond;
        foreach (Stroke stroke in ink.Strokes)
        {
            InkPoint[] points = EvenClock(stroke.Points);
            InkPoint before = Pixel(points[0]);
            yield return new(PointerSampleKind.Down, before);
            long tick = (long)Math.Floor(points[0].TimeSeconds * eventsPerSecond) + 1;
            for (int index = 0; index < points.Length - 1; index++)
            {
                tick = Math.Max(tick, (long)Math.Floor((points[index + 1].TimeSeconds - LongestWaySeconds) * eventsPerSecond));
                for (; tick * interval < points[index + 1].TimeSeconds; tick++)
                {
                    InkPoint pixel = Pixel(Between(points, index, tick * interval));
                    if (pixel.X == before.X && pixel.Y == before.Y) continue;
                    before = pixel;
                    yield return new(PointerSampleKind.Move, pixel);
                }
            }

            InkPoint last = Pixel(points[^1]);
            if (last.X != before.X || last.Y != before.Y) yield return new(PointerSampleKind.Move, last);
            yield return new(PointerSampleKind.Up, last);
        }

        InkPoint Pixel(InkPoint point) => new(
            MathF.Round(originX + point.X * pixelsPerUnit), MathF.Round(originY + point.Y * pixelsPerUnit), point.TimeSeconds, point.Pressure);
    }

    /// <summary>
    /// Times with the recorder's rounding taken out: IAM-OnDB's pen reports evenly, about every 14 ms, but the files say 10, 20, 10, 20,
    /// and read literally its hand would tremble at every point. A mean of neighbours that leaves an even clock as it is.
    /// </summary>
    private static InkPoint[] EvenClock(IReadOnlyList<InkPoint> points)
    {
        const int widest = 4;
        var even = new InkPoint[points.Count];
        for (int index = 0; index < even.Length; index++)
        {
            int reach = Math.Min(widest, Math.Min(index, even.Length - 1 - index));
            double sum = 0;
            for (int offset = -reach; offset <= reach; offset++)
                sum += points[index + offset].TimeSeconds * (Math.Abs(offset) == reach ? 0.5 : 1);
            even[index] = reach == 0 ? points[index] : points[index] with { TimeSeconds = sum / (2 * reach) };
        }

        return even;
    }

    /// <summary>A Catmull-Rom curve through the points: a hand does not turn at them.</summary>
    private static InkPoint Between(IReadOnlyList<InkPoint> points, int index, double time)
    {
        InkPoint a = points[Math.Max(0, index - 1)], b = points[index], c = points[index + 1], d = points[Math.Min(points.Count - 1, index + 2)];
        double length = c.TimeSeconds - b.TimeSeconds;
        float t = length > 0 ? (float)Math.Clamp((time - b.TimeSeconds) / length, 0, 1) : 1;
        return new(Curve(a.X, b.X, c.X, d.X, t), Curve(a.Y, b.Y, c.Y, d.Y, t), time, b.Pressure + t * (c.Pressure - b.Pressure));
    }

    private static float Curve(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
