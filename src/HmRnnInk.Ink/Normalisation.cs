namespace HmRnnInk.Ink;

/// <summary>Mean and standard deviation of the offsets of a training set, rows 0 left out; in IAM units.</summary>
/// <remarks>A model works on (Δ − mean) / deviation: figures in nats are in this unit.</remarks>
public sealed record Normalisation(float MeanX, float MeanY, float DeviationX, float DeviationY)
{
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
