using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>What a model writes when it is left alone, held against what hands wrote.</summary>
/// <param name="Split">The part of the data.</param>
/// <param name="SplitBy">What the parts keep together.</param>
/// <param name="Lines">Those with a second half.</param>
/// <param name="Seed">The same seed writes the same ink.</param>
/// <param name="FirstHalvesToSecond">Distances of the hands' first halves from their second: as near as their own writing is to itself.</param>
/// <param name="Rows">The hands' second halves, then the model's by bias.</param>
internal sealed record FreeRunMeasurement(
    string Split, SplitBy SplitBy, int Lines, int Seed,
    IReadOnlyDictionary<string, double?> FirstHalvesToSecond, IReadOnlyList<FreeRunRow> Rows)
{
    /// <summary>Of the command where it is not told, and of model cards.</summary>
    public static readonly IReadOnlyList<double> UsualBiases = [0, 0.5, 1];

    /// <param name="model">Run by the engine that draws.</param>
    /// <param name="dataset">To take the part from.</param>
    /// <param name="split">The part.</param>
    /// <param name="biases">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="behindLines">Whether the model goes on behind the whole line; as many points as the second half has in any case.</param>
    /// <param name="seed">The same seed writes the same ink.</param>
    /// <param name="by">See <see cref="ModelEvaluation.Part(InkModel, LineDataset, string, Ink.SplitBy?)"/>.</param>
    /// <returns>Null where no line has a second half.</returns>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static FreeRunMeasurement? Of(
        InkModel model, LineDataset dataset, string split, IReadOnlyList<double> biases, bool behindLines, int seed, SplitBy? by = null)
    {
        PenOffset[][] lines =
        [
            .. ModelEvaluation.Part(model, dataset, split, by).Select(line => line.Offsets)
                .Where(line => Continuation.FirstHalf(line) < line.Length),
        ];
        if (lines.Length == 0) return null;

        var packed = new PackedModel(model);
        HandStatistics first = FreeRunRow.Pool(lines.Select(line => line.Take(Continuation.FirstHalf(line))));
        HandStatistics second = FreeRunRow.Pool(lines.Select(line => line.Skip(Continuation.FirstHalf(line))));
        return new(split, ModelEvaluation.HowSplit(model, by), lines.Length, seed, FreeRunRow.DistancesOf(first, second),
        [
            FreeRunRow.Of("hand", null, Continued((engine, number) => Continuation.ByHand(engine, lines[number], Continuation.FirstHalf(lines[number]))), second),
            .. biases.Select(bias => FreeRunRow.Of("model", bias, Continued((engine, number) =>
            {
                PenOffset[] line = lines[number];
                int half = Continuation.FirstHalf(line);
                var random = new SeededRandom(unchecked(((ulong)(uint)seed << 32) + (ulong)number));
                return Continuation.ByModel(engine, behindLines ? line : line.Take(half), line.Length - half, bias, random);
            }), second)),
        ]);

        Continuation[] Continued(Func<IStepEngine, int, Continuation> write) =>
            [.. Enumerable.Range(0, lines.Length).AsParallel().AsOrdered().Select(number => write(new SimdStepEngine(packed), number))];
    }
}
