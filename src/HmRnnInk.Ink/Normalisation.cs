namespace HmRnnInk.Ink;

/// <summary>Mean and standard deviation of the offsets of a training set, in IAM units.</summary>
/// <remarks>
/// Models work with (Δ − mean) / deviation. Log-likelihoods in nats are densities of these normalised offsets, so they depend on the
/// deviations.
/// </remarks>
public sealed record Normalisation(float MeanX, float MeanY, float DeviationX, float DeviationY)
{
    /// <summary>Computes population mean and deviation over all rows except row 0 of each line, in float64.</summary>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="InkFormatException">A deviation is zero.</exception>
    public static Normalisation Measure(IEnumerable<InkLine> lines)
    {
        // One pass is accurate enough in float64: the means of handwriting are smaller than its deviations, so the subtraction of the
        // squared mean loses hardly any digits.
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
        {
            throw new InkFormatException(
                $"All steps of the ink have the same {(deviationX > 0 ? "y" : "x")}: their deviations are ({deviationX}, {deviationY}). "
                + "Ink to train on has to move in both directions.");
        }

        return new Normalisation((float)meanX, (float)meanY, (float)deviationX, (float)deviationY);
    }

    /// <returns>The offset in standard deviations.</returns>
    public (float X, float Y) Normalise(PenOffset offset) =>
        ((offset.DeltaX - MeanX) / DeviationX, (offset.DeltaY - MeanY) / DeviationY);

    /// <param name="x">In standard deviations, as returned by <see cref="Normalise"/>.</param>
    /// <param name="y">In standard deviations.</param>
    /// <returns>The offset in IAM units.</returns>
    public PenOffset Denormalise(float x, float y, bool penUp) =>
        new(x * DeviationX + MeanX, y * DeviationY + MeanY, penUp);
}
