namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Removes the rounding from recorded times. IAM-OnDB's pen reports about every 14 ms, but the files round the intervals to 10, 20, 10,
/// 20 ms; with these times the pen would seem to tremble at every point.
/// </summary>
internal static class EvenTimes
{
    /// <summary>The unit of rounded times, in seconds.</summary>
    private const double Hundredth = 0.01;

    /// <summary>
    /// The share of intervals that must be whole hundredths, and how far such an interval may be from a whole hundredth, in seconds.
    /// </summary>
    private const double MinimumShare = 0.95, Tolerance = 2e-4;

    /// <summary>Whether the times are rounded to hundredths of a second, so that intervals of the same length differ.</summary>
    public static bool IsNeeded(IEnumerable<IReadOnlyList<InkPoint>> strokes)
    {
        int steps = 0, whole = 0, ones = 0;
        foreach (IReadOnlyList<InkPoint> stroke in strokes)
        {
            for (int index = 1; index < stroke.Count; index++)
            {
                double hundredths = (stroke[index].TimeSeconds - stroke[index - 1].TimeSeconds) / Hundredth;
                steps++;
                if (Math.Abs(hundredths - Math.Round(hundredths)) * Hundredth <= Tolerance) whole++;
                if (Math.Round(hundredths) == 1) ones++;
            }
        }

        return whole > MinimumShare * steps && ones < whole; // if all are 10 ms, that is the pen's rate and nothing was rounded
    }

    /// <summary>
    /// The points with even times: each time becomes a weighted mean of its neighbours, which does not change evenly spaced times.
    /// </summary>
    public static InkPoint[] Of(IReadOnlyList<InkPoint> points)
    {
        const int maximumReach = 4;
        var even = new InkPoint[points.Count];
        for (int index = 0; index < even.Length; index++)
        {
            int reach = Math.Min(maximumReach, Math.Min(index, even.Length - 1 - index));
            double sum = 0;
            for (int offset = -reach; offset <= reach; offset++)
                sum += points[index + offset].TimeSeconds * (Math.Abs(offset) == reach ? 0.5 : 1);
            even[index] = reach == 0 ? points[index] : points[index] with { TimeSeconds = sum / (2 * reach) };
        }

        return even;
    }
}
