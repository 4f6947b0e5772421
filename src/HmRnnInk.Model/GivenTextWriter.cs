using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>Lets a model with a <see cref="TextWindow"/> write a given text, and tells when to stop.</summary>
public sealed class GivenTextWriter
{
    /// <summary>Rows: some four characters' worth.</summary>
    public const int StuckAfter = 100;

    private readonly int length;
    private int farthest, rowsThere;

    /// <param name="length">Characters of the text.</param>
    public GivenTextWriter(int length) => this.length = length;

    /// <summary>Takes in a row that was written and fed back.</summary>
    /// <param name="position"><see cref="StepTrace.TextPosition"/> after it.</param>
    /// <returns>Why to stop behind it; null to go on.</returns>
    public TextStop? After(PenOffset row, int position)
    {
        if (position >= length || (row.PenUp && position == length - 1)) return TextStop.Finished;
        if (position > farthest) (farthest, rowsThere) = (position, 0);
        else if (++rowsThere >= StuckAfter) return TextStop.Stuck;
        return null;
    }

    /// <summary>Writes a text.</summary>
    /// <param name="engine">Of a model with a text window; reset first.</param>
    /// <param name="prime">Ink to go on from, which ends with a word; empty to write from nothing.</param>
    /// <param name="text">To follow on the prime; characters that the model does not know are its unknown one.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="random">Seeded: the same arguments write the same ink.</param>
    /// <param name="most">Rows to write at most.</param>
    /// <param name="onRow">Called after each row of the prime and each that is written, once it is fed.</param>
    public static (IReadOnlyList<PenOffset> Rows, TextStop Stop) Write(
        IStepEngine engine, IReadOnlyList<PenOffset> prime, string text, double bias, Random random, int most,
        Action<PenOffset, StepTrace>? onRow = null)
    {
        var sampler = new Sampler(random);
        var trace = new StepTrace(engine.Config.Layers);
        var next = new MixtureDensity(engine.Config.Components);
        engine.Reset();
        // As in training: the text is seen from the last row of the word before on.
        for (int row = 0; row < prime.Count; row++)
        {
            if (row == prime.Count - 1) engine.SetText(text);
            engine.Step(prime[row], trace, next);
            onRow?.Invoke(prime[row], trace);
        }

        if (prime.Count == 0)
        {
            engine.SetText(text);
            engine.Step(new PenOffset(0, 0, false), trace, next);
        }

        var writer = new GivenTextWriter(text.Length);
        var rows = new List<PenOffset>();
        while (rows.Count < most)
        {
            (float x, float y, bool penUp) = sampler.Sample(next, bias);
            PenOffset row = engine.Normalisation.Denormalise(x, y, penUp);
            engine.Step(row, trace, next);
            rows.Add(row);
            onRow?.Invoke(row, trace);
            if (writer.After(row, trace.TextPosition) is { } stop) return (rows, stop);
        }

        return (rows, TextStop.OutOfRows);
    }
}
