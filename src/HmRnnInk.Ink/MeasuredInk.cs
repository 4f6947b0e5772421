namespace HmRnnInk.Ink;

/// <summary>Turns the strokes of a file into ink: gives times to strokes without usable ones, and rounds coordinates to floats.</summary>
internal static class MeasuredInk
{
    /// <summary>If more than this share of the steps that move the pen take no time, the times of a file are not used.</summary>
    private const double MaximumStandingShare = 0.8;

    /// <summary>Beyond this, neighbouring floats differ by a 128th of a unit or more. Such ink is moved to the origin first.</summary>
    private const double MaximumExact = 1 << 16;

    /// <param name="strokes">Each has at least one point.</param>
    /// <param name="pageUnits">
    /// For ink of a page that this program wrote, the page units in one unit of the points. Such ink keeps its positions and its times,
    /// even if the times do not advance. Null for other ink.
    /// </param>
    public static StrokeCollection Of(IReadOnlyList<MeasuredStroke> strokes, ReadingNotes notes, double? pageUnits = null)
    {
        bool hasTimes = pageUnits is not null || HasUsableTimes(strokes, notes);
        double unitsPerIamUnit = HandSize.UnitsPerIamUnit(strokes.Select(stroke => stroke.Points)) ?? 1;
        var clock = new MonotonicClock();
        double end = double.NaN;
        (double originX, double originY) = pageUnits is null ? Origin(strokes) : (0, 0);
        double scale = pageUnits ?? 1;
        var ink = new List<Stroke>(strokes.Count);
        MeasuredPoint? before = null;
        foreach (MeasuredStroke stroke in strokes)
        {
            double[] times = hasTimes && stroke.HasTimes ? Recorded(stroke) : Paced(stroke, unitsPerIamUnit, end, before);
            var points = new InkPoint[times.Length];
            for (int index = 0; index < points.Length; index++)
            {
                MeasuredPoint point = stroke.Points[index];
                points[index] = new InkPoint(
                    (float)((point.X - originX) * scale), (float)((point.Y - originY) * scale), clock.Next(times[index]), point.Pressure);
            }

            end = points[^1].TimeSeconds;
            before = stroke.Points[^1];
            ink.Add(new Stroke(points));
        }

        return new StrokeCollection(ink);
    }

    /// <summary>Whether some strokes have times, and these advance. Adds a note if they do not advance.</summary>
    private static bool HasUsableTimes(IReadOnlyList<MeasuredStroke> strokes, ReadingNotes notes)
    {
        long moving = 0, standing = 0, strokesWithTimes = 0;
        foreach (MeasuredStroke stroke in strokes)
        {
            if (!stroke.HasTimes) continue;
            strokesWithTimes++;
            for (int index = 1; index < stroke.Points.Count; index++)
            {
                MeasuredPoint from = stroke.Points[index - 1], to = stroke.Points[index];
                if (from.X == to.X && from.Y == to.Y) continue;
                moving++;
                if (!(to.Seconds > from.Seconds)) standing++;
            }
        }

        bool advances = standing <= MaximumStandingShare * moving;
        if (!advances) notes.Add("Its times do not advance, so the ink is paced as a hand would write");
        return advances && strokesWithTimes > 0;
    }

    /// <returns>The times of the points. A point without a time has that of the point before it.</returns>
    private static double[] Recorded(MeasuredStroke stroke)
    {
        var times = new double[stroke.Points.Count];
        for (int index = 0; index < times.Length; index++)
        {
            double seconds = stroke.Points[index].Seconds;
            times[index] = double.IsNaN(seconds) ? times[index - 1] : seconds;
        }

        return times;
    }

    /// <summary>Gives times to a stroke that has none: what the file says about its pace, or else the pace of a hand.</summary>
    /// <param name="end">When the stroke before this one ended, in seconds.</param>
    /// <param name="before">The last point of the stroke before this one; null for the first stroke.</param>
    private static double[] Paced(MeasuredStroke stroke, double unitsPerIamUnit, double end, MeasuredPoint? before)
    {
        double[] times = stroke.PointsPerSecond is { } rate
            ? [.. Enumerable.Range(0, stroke.Points.Count).Select(index => index / rate)]
            : HandPace.Times(stroke.Points, unitsPerIamUnit);
        double factor = stroke.DurationSeconds is { } duration && times[^1] > 0 ? duration / times[^1] : 1;
        for (int index = 0; index < times.Length; index++) times[index] *= factor;
        double start = stroke.StartSeconds
            ?? (before is { } last ? end + HandPace.TravelSeconds(last, stroke.Points[0], unitsPerIamUnit) : 0);
        for (int index = 0; index < times.Length; index++) times[index] += start;
        return times;
    }

    /// <summary>The new origin: the median point if the coordinates are too large for floats, otherwise (0, 0).</summary>
    private static (double X, double Y) Origin(IReadOnlyList<MeasuredStroke> strokes)
    {
        double[] x = [.. strokes.SelectMany(stroke => stroke.Points.Select(point => point.X)).Order()];
        double[] y = [.. strokes.SelectMany(stroke => stroke.Points.Select(point => point.Y)).Order()];
        (double middleX, double middleY) = (x[x.Length / 2], y[y.Length / 2]);
        return Math.Max(Math.Abs(middleX), Math.Abs(middleY)) > MaximumExact ? (middleX, middleY) : (0, 0);
    }
}
