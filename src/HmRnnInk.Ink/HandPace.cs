using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>
/// Gives times to ink that has none, as if a hand had written it. The pen is slow where its path bends: its speed is proportional to the
/// cube root of the radius (the two-thirds power law of Lacquaniti, Terzuolo and Viviani 1983).
/// </summary>
internal static class HandPace
{
    /// <summary>The mean speed of the training data, IAM units per second.</summary>
    private const double MeanSpeed = TrainingPen.MeanStep / TrainingPen.SecondsPerRow;

    /// <summary>The radius at which the pen has its mean speed, IAM units: half an x-height.</summary>
    private const double MeanRadius = TrainingPen.XHeight / 2;

    /// <summary>Limits of the speed, relative to the mean.</summary>
    private const double Slowest = 0.4, Fastest = 1.5;

    /// <summary>A lifted pen pauses, and then travels at this multiple of the mean speed, for at most a second.</summary>
    private const double LiftSeconds = 0.06, TravelSpeed = 2, MaximumTravelSeconds = 1;

    /// <param name="unitsPerIamUnit">Units of the points in one IAM unit.</param>
    /// <returns>The times of the points in seconds; the first is 0.</returns>
    public static double[] Times(IReadOnlyList<MeasuredPoint> points, double unitsPerIamUnit)
    {
        var times = new double[points.Count];
        for (int index = 1; index < times.Length; index++)
        {
            double length = Distance(points[index - 1], points[index]) / unitsPerIamUnit;
            double speed = Math.Min(Speed(points, index - 1, unitsPerIamUnit), Speed(points, index, unitsPerIamUnit));
            times[index] = times[index - 1] + length / (MeanSpeed * speed);
        }

        return times;
    }

    /// <returns>The seconds that the lifted pen takes from one point to another.</returns>
    public static double TravelSeconds(MeasuredPoint from, MeasuredPoint to, double unitsPerIamUnit) =>
        LiftSeconds + Math.Min(MaximumTravelSeconds, Distance(from, to) / unitsPerIamUnit / (MeanSpeed * TravelSpeed));

    /// <returns>The speed at a point, relative to the mean.</returns>
    private static double Speed(IReadOnlyList<MeasuredPoint> points, int index, double unitsPerIamUnit)
    {
        if (index == 0 || index == points.Count - 1) return Slowest;
        MeasuredPoint before = points[index - 1], at = points[index], after = points[index + 1];
        double inX = at.X - before.X, inY = at.Y - before.Y, outX = after.X - at.X, outY = after.Y - at.Y;
        double turn = Math.Abs(Math.Atan2(inX * outY - inY * outX, inX * outX + inY * outY));
        double radius = (double.Hypot(inX, inY) + double.Hypot(outX, outY)) / 2 / unitsPerIamUnit / Math.Max(turn, 1e-6);
        return Math.Clamp(Math.Cbrt(radius / MeanRadius), Slowest, Fastest);
    }

    private static double Distance(MeasuredPoint from, MeasuredPoint to) => double.Hypot(to.X - from.X, to.Y - from.Y);
}
