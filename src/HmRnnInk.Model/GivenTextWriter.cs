using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>Lets a model with a <see cref="TextWindow"/> write a given text, and tells when to stop.</summary>
public sealed class GivenTextWriter
{
    /// <summary>The number of rows without a new character after which the model is stuck: the length of about four characters.</summary>
    public const int StuckAfter = 100;

    /// <summary>
    /// The number of rows past the end of the text after which the model stops with the pen down. Of persons' lines, 97 % lift the pen by
    /// then (docs/research/log.md).
    /// </summary>
    public const int MaximumRowsPastEnd = 20;

    private readonly int _length;
    private int _farthest, _rowsThere;

    /// <param name="length">The number of characters of the text.</param>
    public GivenTextWriter(int length) => _length = length;

    /// <summary>Decides whether the model stops after a row. To be called for each written row.</summary>
    /// <param name="row">A row that was written and fed back.</param>
    /// <param name="position"><see cref="StepTrace.TextPosition"/> after the row.</param>
    /// <returns>Why to stop; null to continue.</returns>
    public TextStop? StopAfter(PenOffset row, int position)
    {
        bool isPastEnd = position >= _length;
        // The window is ahead of the pen: when it leaves the last character, a part of that is still to be written.
        if (isPastEnd && row.PenUp) return TextStop.Finished;
        if (position > _farthest) (_farthest, _rowsThere) = (position, 0);
        else if (++_rowsThere >= (isPastEnd ? MaximumRowsPastEnd : StuckAfter)) return isPastEnd ? TextStop.Finished : TextStop.Stuck;
        return null;
    }

    /// <summary>Writes a text.</summary>
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
        var writer = new GivenTextWriter(text.Length);
        var rows = new List<PenOffset>();
        while (rows.Count < maximumRows)
        {
            PenOffset row = word is null ? generator.Draw(bias) : Take(word, text, bias);
            generator.Feed(row);
            rows.Add(row);
            onRow?.Invoke(row, generator.Trace);
            if (word is { EndsText: true }) return (rows, TextStop.Finished);
            if (writer.StopAfter(row, generator.Trace.TextPosition) is { } stop) return (rows, stop);
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
