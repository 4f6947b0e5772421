using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Has a model read a piece of ink and write on.</summary>
public static class LineWriter
{
    /// <param name="model">Run by the SIMD engine.</param>
    /// <param name="prime">Rows to read first; empty to write from nothing.</param>
    /// <param name="steps">Rows to write.</param>
    /// <param name="bias">From 0 (wild) to about 3 (neat).</param>
    /// <param name="seed">The same arguments write the same ink.</param>
    public static TracedRow[] Write(PackedModel model, IReadOnlyList<PenOffset> prime, int steps, double bias, int seed)
    {
        var engine = new SimdStepEngine(model);
        var generator = new Generator(engine, new Random(seed));
        var rows = new TracedRow[prime.Count + steps];
        if (prime.Count == 0) generator.Start([]);
        for (int row = 0; row < prime.Count; row++)
        {
            engine.Step(prime[row], generator.Trace, generator.Next);
            rows[row] = new(prime[row], generator.Trace.DeepestFlush(), ByModel: false);
        }

        for (int row = prime.Count; row < rows.Length; row++)
        {
            PenOffset offset = generator.Write(bias);
            rows[row] = new(offset, generator.Trace.DeepestFlush(), ByModel: true);
        }

        return rows;
    }

    /// <summary>Has a model write a given text.</summary>
    /// <param name="model">With a text window.</param>
    /// <param name="prime">Ink to go on from; empty to write from nothing.</param>
    /// <param name="most">Rows to write at most.</param>
    /// <returns>The prime and what was written, with the position in the text that each row was written at, and why the model stopped.</returns>
    public static (TracedRow[] Rows, int[] Positions, TextStop Stop) WriteText(
        PackedModel model, IReadOnlyList<PenOffset> prime, string text, int most, double bias, int seed)
    {
        var rows = new List<TracedRow>();
        var positions = new List<int>();
        (_, TextStop stop) = GivenTextWriter.Write(new SimdStepEngine(model), prime, text, bias, new Random(seed), most, (row, trace) =>
        {
            rows.Add(new(row, trace.DeepestFlush(), ByModel: rows.Count >= prime.Count));
            positions.Add(trace.TextPosition);
        });
        return ([.. rows], [.. positions], stop);
    }
}
