namespace HmRnnInk.Trainer;

/// <summary>Statistics of the ink that a model generates, compared with that of people.</summary>
/// <param name="Split">The part of the data.</param>
/// <param name="SplitBy">The unit that the split does not divide.</param>
/// <param name="Lines">Number of lines that have a second half.</param>
/// <param name="Seed">Random seed; the same seed gives the same ink.</param>
/// <param name="FirstHalvesToSecond">
/// Distances between people's first and second halves: the distance of recorded writing from itself, as a reference.
/// </param>
/// <param name="Rows">People's second halves, then the model's ink for each bias.</param>
internal sealed record FreeRunMeasurement(
    string Split, SplitBy SplitBy, int Lines, int Seed,
    IReadOnlyDictionary<string, double?> FirstHalvesToSecond, IReadOnlyList<FreeRunRow> Rows)
{
    /// <summary>Lets a model continue each line with as many points as the line's second half has.</summary>
    /// <param name="model">Run by the SIMD step engine.</param>
    /// <param name="split">The part of the data.</param>
    /// <param name="biases">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="afterLines">Whether the model continues after the whole line instead of its first half.</param>
    /// <param name="seed">Random seed; the same seed gives the same ink.</param>
    /// <param name="by">See <see cref="ModelEvaluation.Part(InkModel, LineDataset, string, Ink.SplitBy?)"/>.</param>
    /// <returns>Null if no line has a second half.</returns>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static FreeRunMeasurement? Of(
        InkModel model, LineDataset dataset, string split, IReadOnlyList<double> biases, bool afterLines, int seed, SplitBy? by = null)
    {
        PenOffset[][] lines =
        [
            .. ModelEvaluation.Part(model, dataset, split, by).Select(line => line.Offsets)
                .Where(line => Continuation.FirstHalf(line) < line.Length),
        ];
        if (lines.Length == 0) return null;

        var packed = new PackedModel(model);
        HandwritingStatistics first = FreeRunRow.Pool(lines.Select(line => line.Take(Continuation.FirstHalf(line))));
        HandwritingStatistics second = FreeRunRow.Pool(lines.Select(line => line.Skip(Continuation.FirstHalf(line))));
        Continuation[] byPeople = WriteAll(
            (engine, index) => Continuation.ByPerson(engine, lines[index], Continuation.FirstHalf(lines[index])));
        return new(split, ModelEvaluation.SplitUnit(model, by), lines.Length, seed, FreeRunRow.DistancesOf(first, second),
        [
            FreeRunRow.Of("hand", null, byPeople, second),
            .. biases.Select(bias => FreeRunRow.Of("model", bias, WriteAll((engine, index) =>
            {
                PenOffset[] line = lines[index];
                int half = Continuation.FirstHalf(line);
                var random = new SeededRandom(unchecked(((ulong)(uint)seed << 32) + (ulong)index));
                return Continuation.ByModel(engine, afterLines ? line : line.Take(half), line.Length - half, bias, random);
            }), second)),
        ]);

        Continuation[] WriteAll(Func<IStepEngine, int, Continuation> write) =>
            [.. Enumerable.Range(0, lines.Length).AsParallel().AsOrdered().Select(index => write(new SimdStepEngine(packed), index))];
    }
}
