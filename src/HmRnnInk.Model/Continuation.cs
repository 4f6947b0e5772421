using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model;

/// <summary>What comes behind a piece of a line: what its hand wrote there, or what a model writes that is left alone.</summary>
/// <param name="Rows">In IAM units, up to the row at which the pen came to rest.</param>
/// <param name="Rests">Whether it did (<see cref="PenPace.Rests"/>); a pen in the window stops there too.</param>
/// <param name="Nats">Sum of the rows' log-likelihoods by the model, each given the rows before it.</param>
public sealed record Continuation(IReadOnlyList<PenOffset> Rows, bool Rests, double Nats)
{
    /// <returns>How many rows of a line are its first half: up to the end of the stroke that has its middle. All, where no stroke follows.</returns>
    public static int FirstHalf(IReadOnlyList<PenOffset> line)
    {
        int row = line.Count / 2;
        while (row < line.Count && !line[row].PenUp) row++;
        return Math.Min(row + 1, line.Count);
    }

    /// <summary>The rest of a line.</summary>
    /// <param name="engine">Reset first.</param>
    /// <param name="line">In IAM units.</param>
    /// <param name="from">Rows before the rest.</param>
    public static Continuation ByPerson(IStepEngine engine, IReadOnlyList<PenOffset> line, int from) =>
        Of(engine, line.Take(from), line.Count - from, (_, row) => line[from + row]);

    /// <summary>Rows drawn each from the density after the rows before, and fed back.</summary>
    /// <param name="engine">Reset first.</param>
    /// <param name="prime">Rows to go on from, in IAM units.</param>
    /// <param name="rows">To write.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="random">Seeded.</param>
    public static Continuation ByModel(IStepEngine engine, IEnumerable<PenOffset> prime, int rows, double bias, Random random)
    {
        var sampler = new Sampler(random);
        return Of(engine, prime, rows, (next, _) =>
        {
            (float x, float y, bool penUp) = sampler.Sample(next, bias);
            return engine.Normalisation.Denormalise(x, y, penUp);
        });
    }

    private static Continuation Of(IStepEngine engine, IEnumerable<PenOffset> prime, int rows, Func<MixtureDensity, int, PenOffset> write)
    {
        var trace = new StepTrace(engine.Config.Layers);
        var next = new MixtureDensity(engine.Config.Components);
        engine.Reset();
        foreach (PenOffset row in prime) engine.Step(row, trace, next);

        var written = new List<PenOffset>(rows);
        PenPace pace = PenPace.Initial;
        double nats = 0;
        while (written.Count < rows && !pace.Rests)
        {
            PenOffset row = write(next, written.Count);
            (float x, float y) = engine.Normalisation.Normalise(row);
            nats += next.LogLikelihood(x, y, row.PenUp);
            written.Add(row);
            pace = pace.After(row);
            engine.Step(row, trace, next);
        }

        return new(written, pace.Rests, nats);
    }
}
