using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>
/// Estimates the size of handwriting in any unit, by the measure of <see cref="TrainingPen.Size"/>. Vertical excursions that are much
/// larger than most are left out: they belong to drawings.
/// </summary>
public static class HandSize
{
    /// <summary>An excursion above this multiple of the median is part of a drawing.</summary>
    private const double Drawing = 4;

    /// <summary>
    /// Lines of IAM-OnDB differ in size, and models have learnt all of these sizes. Ink within this factor of the mean size is taken to be
    /// in IAM units. The factor is nearly four standard deviations of the lines' sizes.
    /// </summary>
    private const double UsualFactor = 3;

    /// <summary>Whether ink may be in IAM units.</summary>
    internal static bool IsUsual(double unitsPerIamUnit) => unitsPerIamUnit is > 1 / UsualFactor and < UsualFactor;

    /// <returns>Units of the ink in one IAM unit; null if no stroke has a height.</returns>
    public static double? UnitsPerIamUnit(StrokeCollection ink) => UnitsPerIamUnit(ink.Strokes.Select(
        stroke => (IReadOnlyList<MeasuredPoint>)[.. stroke.Points.Select(point => new MeasuredPoint(point.X, point.Y))]));

    /// <inheritdoc cref="UnitsPerIamUnit(StrokeCollection)"/>
    internal static double? UnitsPerIamUnit(IEnumerable<IReadOnlyList<MeasuredPoint>> strokes)
    {
        IReadOnlyList<MeasuredPoint>[] all = [.. strokes];
        double[] heights = [.. all.Select(Height).Where(height => height > 0).Order()];
        if (heights.Length == 0) return null;
        double size = heights[heights.Length / 2];
        var excursions = new List<double>();
        for (int pass = 0; pass < 2; pass++)
        {
            excursions.Clear();
            foreach (IReadOnlyList<MeasuredPoint> stroke in all) Measure(stroke, HandEstimate.Tremor * size, excursions);
            if (excursions.Count == 0) return null;
            excursions.Sort();
            double maximum = Drawing * excursions[excursions.Count / 2], sum = 0, squares = 0;
            foreach (double excursion in excursions)
            {
                if (excursion > maximum) break;
                sum += excursion;
                squares += excursion * excursion;
            }

            size = squares / sum;
        }

        return size / TrainingPen.Size;
    }

    private static double Height(IReadOnlyList<MeasuredPoint> stroke)
    {
        double top = double.PositiveInfinity, bottom = double.NegativeInfinity;
        foreach (MeasuredPoint point in stroke) (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        return bottom - top;
    }

    /// <summary>Adds the stroke's vertical excursions, as <see cref="HandEstimate.After"/> measures them.</summary>
    private static void Measure(IReadOnlyList<MeasuredPoint> stroke, double threshold, List<double> excursions)
    {
        var turns = new TurningPoints<double>(stroke[0].Y, threshold);
        foreach (MeasuredPoint point in stroke) Take(turns.Next(point.Y));
        Take(turns.LastHeight());

        void Take(double height)
        {
            if (height > 0) excursions.Add(height);
        }
    }
}
