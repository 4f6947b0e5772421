namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The saving by skipping at one setting of boundary rates.</summary>
/// <param name="BoundaryRates">Boundary rate of each layer.</param>
/// <param name="Streams">Number of streams that a step processes together.</param>
/// <param name="TimeShare">Time of a skipping step divided by that of a dense step.</param>
/// <param name="MultiplyAddShare">Multiply-adds of a skipping step divided by those of a dense step.</param>
internal sealed record SweepRow(
    double[] BoundaryRates, int Streams, double SkippingMicroseconds, double DenseMicroseconds, double TimeShare, double MultiplyAddShare);
