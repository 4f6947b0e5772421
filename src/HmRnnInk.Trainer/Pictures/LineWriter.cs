using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Has a model read a piece of ink and write on.</summary>
internal static class LineWriter
{
    /// <param name="model">Run by the SIMD engine.</param>
    /// <param name="prime">Rows to read first; empty to write from nothing.</param>
    /// <param name="steps">Rows to write.</param>
    /// <param name="bias">From 0 (wild) to about 3 (neat).</param>
    /// <param name="seed">The same arguments write the same ink.</param>
    public static TracedRow[] Write(PackedModel model, IReadOnlyList<PenOffset> prime, int steps, double bias, int seed)
    {
        var generator = new Generator(new SimdStepEngine(model), new Random(seed));
        var rows = new TracedRow[prime.Count + steps];
        if (prime.Count == 0) generator.Start([]);
        for (int row = 0; row < prime.Count; row++)
        {
            generator.Feed(prime[row]);
            rows[row] = new(prime[row], generator.Trace.DeepestFlush(), ByModel: false);
        }

        for (int row = prime.Count; row < rows.Length; row++)
        {
            PenOffset offset = generator.Write(bias);
            rows[row] = new(offset, generator.Trace.DeepestFlush(), ByModel: true);
        }

        return rows;
    }
}
