using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model;

/// <summary>The continuation of the first part of a line: what the person wrote there, or what a model generates.</summary>
/// <param name="Rows">In IAM units, at most up to the row at which the pen comes to rest.</param>
/// <param name="EndsAtRest">Whether the pen came to rest (<see cref="PenPace.IsAtRest"/>), where the app would stop too.</param>
/// <param name="Nats">Sum of the rows' log-likelihoods under the model, each given the previous rows.</param>
public sealed record Continuation(IReadOnlyList<PenOffset> Rows, bool EndsAtRest, double Nats)
{
    /// <returns>
    /// The number of rows in a line's first half, which ends with the stroke in the middle of the line. It is the whole line if no stroke
    /// follows.
    /// </returns>
    public static int FirstHalf(IReadOnlyList<PenOffset> line)
    {
        int row = line.Count / 2;
        while (row < line.Count && !line[row].PenUp) row++;
        return Math.Min(row + 1, line.Count);
    }

    /// <summary>The rest of a line by a person.</summary>
    /// <param name="engine">It is reset first.</param>
    /// <param name="line">In IAM units.</param>
    /// <param name="from">Number of rows before the rest of the line.</param>
    public static Continuation ByPerson(IStepEngine engine, IReadOnlyList<PenOffset> line, int from)
    {
        var reader = new Generator(engine, new SeededRandom(0)); // it draws nothing
        return Of(reader, engine.Normalisation, [.. line.Take(from)], line.Count - from, row => line[from + row]);
    }

    /// <summary>A continuation that a model generates.</summary>
    /// <param name="engine">It is reset first.</param>
    /// <param name="prime">Rows to continue, in IAM units.</param>
    /// <param name="rows">Number of rows to generate.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    public static Continuation ByModel(IStepEngine engine, IEnumerable<PenOffset> prime, int rows, double bias, Random random)
    {
        var generator = new Generator(engine, random);
        return Of(generator, engine.Normalisation, [.. prime], rows, _ => generator.Draw(bias));
    }

    /// <param name="write">Returns the next row; its argument is the number of rows written so far.</param>
    private static Continuation Of(
        Generator generator, Normalisation normalisation, IReadOnlyList<PenOffset> prime, int rows, Func<int, PenOffset> write)
    {
        generator.Start(prime);
        var written = new List<PenOffset>(rows);
        PenPace pace = PenPace.Initial;
        double nats = 0;
        while (written.Count < rows && !pace.IsAtRest)
        {
            PenOffset row = write(written.Count);
            (float x, float y) = normalisation.Normalise(row);
            nats += generator.Next.LogLikelihood(x, y, row.PenUp);
            written.Add(row);
            pace = pace.After(row);
            generator.Feed(row);
        }

        return new(written, pace.IsAtRest, nats);
    }
}
