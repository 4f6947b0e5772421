namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Notices within a word that somebody writes much larger or smaller than before. A <see cref="HandEstimate"/> follows small changes, but
/// needs dozens of strokes for a large one.
/// </summary>
public static class HandChange
{
    /// <summary>The size has changed by more than this factor. A word of tall letters only is 1.6 times as large as others.</summary>
    private const double Factor = 1.8;

    /// <summary>The minimum number of vertical excursions from which a size is estimated: those of three or four letters.</summary>
    private const double MinimumExcursions = 6;

    /// <summary>The maximum number of strokes that are searched for a change, the newest first.</summary>
    private const int MaximumStrokes = 12;

    /// <param name="expected">The estimate before the first stroke.</param>
    /// <param name="strokes">All strokes, the newest last.</param>
    /// <returns>The first stroke with the new size; null if the size is about the same.</returns>
    public static int? Find(HandEstimate expected, IReadOnlyList<EncodedStroke> strokes)
    {
        double count = 0, excursions = 0, squares = 0;
        for (int stroke = strokes.Count - 1; stroke >= Math.Max(0, strokes.Count - MaximumStrokes); stroke--)
        {
            HandEstimate before = stroke == 0 ? expected : strokes[stroke - 1].Hand;
            (double strokeCount, double sum, double squareSum) = strokes[stroke].Hand.Since(before);
            (count, excursions, squares) = (count + strokeCount, excursions + sum, squares + squareSum);
            if (count < MinimumExcursions || before.ExcursionCount < MinimumExcursions) continue;
            double size = squares / excursions, sizeBefore = before.SquaredExcursions / before.Excursions;
            // Large strokes outweigh a small stroke before them in the mean. It still has the former size: the change begins later.
            bool begins = strokeCount > 0.5 && Ratio(squareSum / sum, size) < Ratio(squareSum / sum, sizeBefore);
            if (begins && Ratio(size, sizeBefore) > Factor) return stroke;
        }

        return null;

        static double Ratio(double size, double other) => Math.Max(size / other, other / size);
    }
}
