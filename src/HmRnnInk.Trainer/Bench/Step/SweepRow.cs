namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>What skipping saves at one boundary rate.</summary>
/// <param name="BoundaryRates">A layer each.</param>
/// <param name="Streams">Taken together by one step.</param>
/// <param name="TimeShare">Time of a skipping step over that of a dense one.</param>
/// <param name="MultiplyAddShare">Multiply-adds of a skipping step over those of a dense one.</param>
internal sealed record SweepRow(
    double[] BoundaryRates, int Streams, double SkippingMicroseconds, double DenseMicroseconds, double TimeShare, double MultiplyAddShare);
