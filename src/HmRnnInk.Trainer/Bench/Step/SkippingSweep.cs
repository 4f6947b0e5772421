using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>What skipping saves over how often boundaries fire, with random weights.</summary>
internal sealed class SkippingSweep
{
    private static readonly double[] Shares = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1];

    private readonly List<(double[] BoundaryRates, SimdSubject Skipping, SimdSubject Dense)> _pairs = [];
    private readonly StepInk _ink;

    /// <param name="ink">Any.</param>
    /// <param name="streams">Numbers of streams.</param>
    public SkippingSweep(ModelConfig config, StepInk ink, int[] streams)
    {
        _ink = ink;
        var normalisation = Normalisation.Measure([.. ink.Lines.Select((offsets, index) => new InkLine($"{index}", offsets))]);
        foreach (double share in Shares)
        {
            var packed = new PackedModel(SyntheticModel.Create(config, normalisation, share, [.. ink.Lines[0], .. ink.Lines[^1]]), EngineWeights.Int16);
            double[] rates = ink.BoundaryRates(packed);
            foreach (int count in streams)
            {
                string name = FormattableString.Invariant($"share {share}");
                _pairs.Add((rates, new(name, "simd-skip", "int16", packed, count, skipping: true), new(name, "simd-dense", "int16", packed, count, skipping: false)));
            }
        }
    }

    /// <summary>One round over everything.</summary>
    public void Run(int repeat, int steps, bool timed)
    {
        foreach ((_, SimdSubject skipping, SimdSubject dense) in _pairs)
        {
            PenOffset[][] rows = _ink.Rows(repeat, skipping.Streams, steps);
            skipping.Run(rows, timed);
            dense.Run(rows, timed);
        }
    }

    public IReadOnlyList<SweepRow> Rows() => [.. _pairs.Select(pair =>
    {
        (StepRow skipping, StepRow dense) = (pair.Skipping.Row(), pair.Dense.Row());
        return new SweepRow(
            pair.BoundaryRates, skipping.Streams, skipping.MeanMicroseconds, dense.MeanMicroseconds,
            skipping.MeanMicroseconds / dense.MeanMicroseconds, skipping.MultiplyAddsPerStep / dense.MultiplyAddsPerStep);
    })];
}
