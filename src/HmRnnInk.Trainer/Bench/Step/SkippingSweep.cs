namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>Measures what skipping saves as a function of the boundary rates, with random weights.</summary>
internal sealed class SkippingSweep
{
    /// <summary>Shares of a layer's active steps at which it fires. The bottom layer's share is its boundary rate.</summary>
    private static readonly double[] FiringShares = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1];

    private readonly List<(double[] BoundaryRates, SimdSubject Skipping, SimdSubject Dense)> _pairs = [];
    private readonly StepInk _ink;

    /// <param name="streams">Numbers of streams per step.</param>
    public SkippingSweep(ModelConfig config, StepInk ink, int[] streams)
    {
        _ink = ink;
        Normalisation normalisation = ink.MeasureNormalisation();
        foreach (double share in FiringShares)
        {
            InkModel model = SyntheticModel.Create(config, normalisation, share, ink);
            var packed = new PackedModel(model, WeightFormat.Int16);
            double[] rates = ink.MeasureBoundaryRates(packed);
            foreach (int count in streams)
            {
                string name = $"share {share}";
                var skipping = new SimdSubject(name, "simd-skip", "int16", packed, count, skipping: true);
                var dense = new SimdSubject(name, "simd-dense", "int16", packed, count, skipping: false);
                _pairs.Add((rates, skipping, dense));
            }
        }
    }

    /// <summary>Runs one round over all boundary rates and numbers of streams.</summary>
    public void Run(int repeat, int steps, bool timed)
    {
        foreach ((_, SimdSubject skipping, SimdSubject dense) in _pairs)
        {
            PenOffset[][] rows = _ink.Rows(repeat, skipping.Streams, steps);
            skipping.Run(rows, timed);
            dense.Run(rows, timed);
        }
    }

    /// <returns>The medians of the rounds.</returns>
    public IReadOnlyList<Row> ToRows() => [.. _pairs.Select(pair =>
    {
        (StepRow skipping, StepRow dense) = (pair.Skipping.ToRow(), pair.Dense.ToRow());
        return new Row(
            pair.BoundaryRates, skipping.Streams, skipping.MeanMicroseconds, dense.MeanMicroseconds,
            skipping.MeanMicroseconds / dense.MeanMicroseconds, skipping.MultiplyAddsPerStep / dense.MultiplyAddsPerStep);
    })];

    /// <summary>What skipping saves at one setting of boundary rates.</summary>
    /// <param name="BoundaryRates">Boundary rate of each layer.</param>
    /// <param name="Streams">Number of streams that a step processes together.</param>
    /// <param name="TimeShare">Time of a skipping step divided by that of a dense step.</param>
    /// <param name="MultiplyAddShare">Multiply-adds of a skipping step divided by those of a dense step.</param>
    public sealed record Row(
        double[] BoundaryRates, int Streams, double SkippingMicroseconds, double DenseMicroseconds, double TimeShare,
        double MultiplyAddShare);
}
