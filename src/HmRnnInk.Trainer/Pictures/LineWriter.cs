namespace HmRnnInk.Trainer.Pictures;

/// <summary>Lets a model read a piece of ink and continue it.</summary>
internal static class LineWriter
{
    /// <param name="model">Run by the SIMD step engine.</param>
    /// <param name="prime">Rows to read first; may be empty.</param>
    /// <param name="steps">Number of rows to generate.</param>
    /// <param name="bias">From 0 (unbiased) to about 3 (very neat).</param>
    /// <param name="seed">Random seed; the same arguments give the same ink.</param>
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

    /// <summary>Lets a model write a given text.</summary>
    /// <param name="model">A model with a text window.</param>
    /// <param name="prime">Ink to continue; empty for none.</param>
    /// <param name="maximumRows">Maximum number of rows to write.</param>
    /// <param name="candidates">See <see cref="GivenTextWriter.Write"/>.</param>
    /// <returns>The prime and the written ink, the position in the text at each row, and why the model stopped.</returns>
    public static (TracedRow[] Rows, int[] Positions, TextStop Stop) WriteText(
        PackedModel model, IReadOnlyList<PenOffset> prime, string text, int maximumRows, double bias, int seed,
        int candidates)
    {
        var rows = new List<TracedRow>();
        var positions = new List<int>();
        (_, TextStop stop) = GivenTextWriter.Write(
            model, prime, text, candidates, bias, new Random(seed), maximumRows, (row, trace) =>
            {
                rows.Add(new(row, trace.DeepestFlush(), ByModel: rows.Count >= prime.Count));
                positions.Add(trace.TextPosition);
            });
        return ([.. rows], [.. positions], stop);
    }
}
