namespace HmRnnInk.Trainer.Bench;

/// <summary>A measurement of training steps.</summary>
/// <param name="PointsPerSecond">Points predicted per second.</param>
/// <param name="DensePointsPerSecond">The same if all boundaries fire at all steps, so that nothing can be skipped.</param>
/// <param name="SgemmOperationsPerSecond">
/// Floating point operations per second, from <see cref="DenseProducts.Rate"/>, measured directly after training.
/// </param>
/// <param name="PeakMegabytes">Maximum resident memory of the process during training.</param>
/// <param name="BoundaryRates">Boundary rate of each layer while <paramref name="PointsPerSecond"/> was measured.</param>
internal sealed record TrainRow(
    double PointsPerSecond, double DensePointsPerSecond, double SgemmOperationsPerSecond, double PeakMegabytes, double[] BoundaryRates);
