namespace HmRnnInk.Ink;

/// <summary>Distance between the distributions of two samples of the same quantity.</summary>
public static class SampleDistance
{
    /// <summary>The two-sample Kolmogorov-Smirnov statistic: the maximum difference between the empirical distribution functions.</summary>
    /// <returns>From 0 (equal distributions) to 1 (no overlap); independent of the unit.</returns>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static double KolmogorovSmirnov(IEnumerable<double> first, IEnumerable<double> second)
    {
        double[] one = [.. first.Order()], other = [.. second.Order()];
        if (one.Length == 0 || other.Length == 0)
            throw new ArgumentException($"The samples have {one.Length} and {other.Length} values; each needs at least 1.");
        double maximum = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            double x = Math.Min(one[i], other[j]);
            while (i < one.Length && one[i] <= x) i++;
            while (j < other.Length && other[j] <= x) j++;
            maximum = Math.Max(maximum, Math.Abs(i / (double)one.Length - j / (double)other.Length));
        }

        return maximum;
    }
}
