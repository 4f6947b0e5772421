namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>How fast one core reads a buffer of some size again and again.</summary>
internal sealed record ReadRow(double Megabytes, double GigabytesPerSecond)
{
    /// <param name="rows">By size, the smallest first; at least one.</param>
    /// <returns>Gigabytes a second at some size: between the nearest two in proportion, beyond the ends that of the end.</returns>
    public static double At(IReadOnlyList<ReadRow> rows, double megabytes)
    {
        int above = 0;
        while (above < rows.Count && rows[above].Megabytes < megabytes) above++;
        if (above == 0) return rows[0].GigabytesPerSecond;
        if (above == rows.Count) return rows[^1].GigabytesPerSecond;
        (ReadRow left, ReadRow right) = (rows[above - 1], rows[above]);
        double part = (megabytes - left.Megabytes) / (right.Megabytes - left.Megabytes);
        return left.GigabytesPerSecond + (part * (right.GigabytesPerSecond - left.GigabytesPerSecond));
    }
}
