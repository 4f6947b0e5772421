namespace HmRnnInk.Ink;

/// <summary>Mean and standard deviation of the offsets of a training set, rows 0 left out; in IAM units.</summary>
/// <remarks>A model works on (Δ − mean) / deviation: figures in nats are in this unit.</remarks>
public sealed record Normalisation(float MeanX, float MeanY, float DeviationX, float DeviationY)
{
    /// <summary>Population mean and deviation over every row but rows 0, summed in float64.</summary>
    /// <exception cref="ArgumentException">No rows, or rows that do not vary: there is nothing to divide by.</exception>
    public static Normalisation Measure(IEnumerable<InkLine> lines)
    {
        // Sums of squares lose nothing here: offsets are integers below 2²¹, so 10⁸ rows stay well inside float64.
        double sumX = 0, sumY = 0, squaresX = 0, squaresY = 0;
        long rows = 0;
        foreach (InkLine line in lines)
        {
            for (int row = 1; row < line.Offsets.Length; row++)
            {
                PenOffset offset = line.Offsets[row];
                sumX += offset.DeltaX;
                sumY += offset.DeltaY;
                squaresX += (double)offset.DeltaX * offset.DeltaX;
                squaresY += (double)offset.DeltaY * offset.DeltaY;
                rows++;
            }
        }

        if (rows == 0) throw new ArgumentException("There are no offsets to measure: every line is empty or one point.", nameof(lines));
        double meanX = sumX / rows, meanY = sumY / rows;
        double deviationX = Math.Sqrt(squaresX / rows - meanX * meanX);
        double deviationY = Math.Sqrt(squaresY / rows - meanY * meanY);
        if (!(deviationX > 0 && deviationY > 0))
            throw new ArgumentException($"The offsets' deviations are ({deviationX}, {deviationY}); both must be above 0.", nameof(lines));
        return new Normalisation((float)meanX, (float)meanY, (float)deviationX, (float)deviationY);
    }

    /// <returns>The offset in standard deviations.</returns>
    public (float X, float Y) Normalise(PenOffset offset) =>
        ((offset.DeltaX - MeanX) / DeviationX, (offset.DeltaY - MeanY) / DeviationY);

    /// <param name="x">In standard deviations, as <see cref="Normalise"/> returns it.</param>
    /// <param name="y">In standard deviations.</param>
    /// <param name="penUp">Carried over.</param>
    /// <returns>The offset in IAM units.</returns>
    public PenOffset Denormalise(float x, float y, bool penUp) =>
        new(x * DeviationX + MeanX, y * DeviationY + MeanY, penUp);
}
