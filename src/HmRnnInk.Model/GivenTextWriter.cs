namespace HmRnnInk.Model;

/// <summary>Lets a model with a <see cref="TextWindow"/> write a given text.</summary>
public static class GivenTextWriter
{
    /// <summary>Writes a text, until <see cref="TextStopRule"/> or the end of its last word stops the model.</summary>
    /// <param name="model">With a text window.</param>
    /// <param name="prime">The ink before the text, which ends with a word; empty for none.</param>
    /// <param name="text">The text after the prime. Characters that the model does not know are read as its unknown character.</param>
    /// <param name="candidates">How many times to write each word; see <see cref="WordCandidates"/>. 1 to write it only once.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="random">Seeded: the same arguments write the same ink.</param>
    /// <param name="maximumRows">The maximum number of rows to write.</param>
    /// <param name="onRow">Called after each row of the prime and each written row, when it has been fed.</param>
    public static (IReadOnlyList<PenOffset> Rows, TextStop Stop) Write(
        PackedModel model, IReadOnlyList<PenOffset> prime, string text, int candidates, double bias, Random random, int maximumRows,
        Action<PenOffset, StepTrace>? onRow = null)
    {
        var engine = new SimdStepEngine(model);
        var generator = new Generator(engine, random);
        // As in training, the text is visible from the last row of the word before it.
        for (int row = 0; row < prime.Count; row++)
        {
            if (row == prime.Count - 1) engine.SetText(text);
            generator.Feed(prime[row]);
            onRow?.Invoke(prime[row], generator.Trace);
        }

        if (prime.Count == 0)
        {
            engine.SetText(text);
            generator.Feed(new PenOffset(0, 0, false));
        }

        NextWord? word = candidates > 1 ? new(engine, new WordCandidates(model, candidates), random) : null;
        var stopRule = new TextStopRule(text.Length);
        var rows = new List<PenOffset>();
        while (rows.Count < maximumRows)
        {
            PenOffset row = word is null ? generator.Draw(bias) : Take(word, text, bias);
            generator.Feed(row);
            rows.Add(row);
            onRow?.Invoke(row, generator.Trace);
            if (word is { EndsText: true }) return (rows, TextStop.Finished);
            if (stopRule.StopAfter(row, generator.Trace.TextPosition) is { } stop) return (rows, stop);
        }

        return (rows, TextStop.OutOfRows);
    }

    /// <summary>Takes the next row of the chosen word, and first writes a word if there is none.</summary>
    private static PenOffset Take(NextWord word, string text, double bias)
    {
        PenOffset row;
        while (!word.TryTake(bias, holdsTop: false, out row))
        {
            word.Begin(text, bias, holdsTop: false);
            while (!word.Advance())
            {
            }
        }

        return row;
    }
}
