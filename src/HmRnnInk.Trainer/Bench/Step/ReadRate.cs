namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The rate at which one core reads a buffer of a given size repeatedly.</summary>
internal sealed record ReadRate(double Megabytes, double GigabytesPerSecond)
{
    /// <summary>Interpolates the rate linearly for a given size. Sizes outside of the range get the rate of the nearest end.</summary>
    /// <param name="rows">At least one, in ascending order of size.</param>
    /// <returns>Gigabytes per second.</returns>
    public static double At(IReadOnlyList<ReadRate> rows, double megabytes)
    {
        int above = 0;
        while (above < rows.Count && rows[above].Megabytes < megabytes) above++;
        if (above == 0) return rows[0].GigabytesPerSecond;
        if (above == rows.Count) return rows[^1].GigabytesPerSecond;
        (ReadRate left, ReadRate right) = (rows[above - 1], rows[above]);
        double part = (megabytes - left.Megabytes) / (right.Megabytes - left.Megabytes);
        return left.GigabytesPerSecond + (part * (right.GigabytesPerSecond - left.GigabytesPerSecond));
    }
}
