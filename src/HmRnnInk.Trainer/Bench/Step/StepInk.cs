namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The ink on which a model is measured, one line per stream.</summary>
/// <param name="lines">At least one, each of at least <see cref="LineDataset.MinimumPoints"/> rows.</param>
internal sealed class StepInk(IReadOnlyList<PenOffset[]> lines)
{
    public IReadOnlyList<PenOffset[]> Lines { get; } = lines;

    /// <summary>Lines of the test part.</summary>
    /// <param name="data">A path for <see cref="LineDataset.Load"/>.</param>
    public static StepInk FromTestPart(string data, InkModel model, int lines) =>
        new([.. ModelEvaluation.Part(model, LineDataset.Load(data), "test").Take(lines).Select(line => line.Offsets)]);

    /// <summary>Lines that the model generates. Its boundary rates on them are similar to those on real lines.</summary>
    public static StepInk FromModelItself(InkModel model, int lines)
    {
        var packed = new PackedModel(model);
        return new([.. Enumerable.Range(0, lines).AsParallel().AsOrdered().Select(seed =>
        {
            var generator = new Generator(new SimdStepEngine(packed), new Random(seed));
            generator.Start([]);
            return Enumerable.Range(0, LineDataset.MinimumPoints).Select(_ => generator.Write()).ToArray();
        })]);
    }

    /// <summary>Random lines with the statistics of IAM-OnDB.</summary>
    public static StepInk Synthetic(int lines) => new([.. BenchLines.Load(null).Take(lines).Select(line => line.Offsets)]);

    /// <summary>Rows of all streams. Each stream has a different line in each repeat.</summary>
    /// <param name="steps">At most <see cref="LineDataset.MinimumPoints"/>.</param>
    /// <returns>[steps][streams].</returns>
    public PenOffset[][] Rows(int repeat, int streams, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step =>
            Enumerable.Range(0, streams).Select(stream => Lines[(repeat + stream) % Lines.Count][step]).ToArray())];

    public Normalisation MeasureNormalisation() =>
        Normalisation.Measure([.. Lines.Select((offsets, index) => new InkLine($"{index}", offsets))]);

    /// <returns>The boundary rate of each layer of a model on this ink.</returns>
    public double[] MeasureBoundaryRates(PackedModel model)
    {
        int rows = 0;
        var fired = new int[model.Config.Layers];
        var engine = new SimdStepEngine(model);
        var trace = new StepTrace(model.Config.Layers);
        foreach (PenOffset[] line in Lines)
        {
            engine.Reset();
            foreach (PenOffset row in line)
            {
                engine.Advance(row, trace);
                rows++;
                for (int layer = 0; layer < fired.Length; layer++) fired[layer] += trace.Boundaries[layer] ? 1 : 0;
            }
        }

        return [.. fired.Select(count => count / (double)rows)];
    }
}
