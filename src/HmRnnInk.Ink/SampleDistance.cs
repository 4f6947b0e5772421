namespace HmRnnInk.Ink;

/// <summary>How unlike two samples of one quantity are.</summary>
public static class SampleDistance
{
    /// <summary>Kolmogorov and Smirnov's statistic: the greatest difference between the samples' shares of values up to x, over all x.</summary>
    /// <returns>From 0 (alike) to 1 (apart), whatever the unit.</returns>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static double KolmogorovSmirnov(IEnumerable<double> first, IEnumerable<double> second)
    {
        double[] one = [.. first.Order()], other = [.. second.Order()];
        if (one.Length == 0 || other.Length == 0) throw new ArgumentException($"Samples of {one.Length} and {other.Length} values; needed at least 1 of each.");
        double greatest = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            double x = Math.Min(one[i], other[j]);
            while (i < one.Length && one[i] <= x) i++;
            while (j < other.Length && other[j] <= x) j++;
            greatest = Math.Max(greatest, Math.Abs(i / (double)one.Length - j / (double)other.Length));
        }

        return greatest;
    }
}
