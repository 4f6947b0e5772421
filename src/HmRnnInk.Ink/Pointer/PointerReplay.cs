namespace HmRnnInk.Ink.Pointer;

/// <summary>Converts recorded ink to the events that a pointer would have sent, with the ink's timing.</summary>
public static class PointerReplay
{
    /// <summary>Between points further apart in time, only the last seconds get events: files may have a year between two points.</summary>
    private const double MaximumGapSeconds = 10;

    /// <param name="ink">In any unit; its times must not decrease.</param>
    /// <param name="eventsPerSecond">The pointer's report rate: 60 to 1000.</param>
    /// <param name="pixelsPerUnit">Pixels per unit of the ink.</param>
    /// <param name="originX">Pixel coordinate of the ink's x = 0.</param>
    /// <param name="originY">Pixel coordinate of the ink's y = 0.</param>
    /// <returns>
    /// Events at whole pixels, as a pointer reports them. There is no event while the pointer stays on the same pixel. Reports follow a
    /// clock that is independent of the strokes; only a stroke's first and last point are reported at their own times.
    /// </returns>
    public static IEnumerable<PointerSample> Play(
        StrokeCollection ink, double eventsPerSecond, float pixelsPerUnit, float originX = 0, float originY = 0)
    {
        double interval = 1 / eventsPerSecond;
        foreach (Stroke stroke in ink.Strokes)
        {
            InkPoint[] points = EvenTimes.Of(stroke.Points);
            InkPoint before = Pixel(points[0]);
            yield return new(PointerSampleKind.Down, before);
            long tick = (long)Math.Floor(points[0].TimeSeconds * eventsPerSecond) + 1;
            for (int index = 0; index < points.Length - 1; index++)
            {
                tick = Math.Max(tick, (long)Math.Floor((points[index + 1].TimeSeconds - MaximumGapSeconds) * eventsPerSecond));
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

        InkPoint Pixel(InkPoint point) => point with
        {
            X = MathF.Round(originX + point.X * pixelsPerUnit),
            Y = MathF.Round(originY + point.Y * pixelsPerUnit),
        };
    }

    /// <summary>Interpolates by a Catmull-Rom curve, which has no corners at the points.</summary>
    private static InkPoint Between(IReadOnlyList<InkPoint> points, int index, double time)
    {
        InkPoint a = points[Math.Max(0, index - 1)], b = points[index];
        InkPoint c = points[index + 1], d = points[Math.Min(points.Count - 1, index + 2)];
        double length = c.TimeSeconds - b.TimeSeconds;
        float t = length > 0 ? (float)Math.Clamp((time - b.TimeSeconds) / length, 0, 1) : 1;
        return new(Curve(a.X, b.X, c.X, d.X, t), Curve(a.Y, b.Y, c.Y, d.Y, t), time, b.Pressure + t * (c.Pressure - b.Pressure));
    }

    private static float Curve(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
