using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The ink that a model is timed on, a line a stream.</summary>
/// <param name="lines">At least one, each of at least <see cref="LineDataset.FewestPoints"/> rows.</param>
internal sealed class StepInk(IReadOnlyList<PenOffset[]> lines)
{
    public IReadOnlyList<PenOffset[]> Lines { get; } = lines;

    /// <summary>Lines of the part that the model was not trained on.</summary>
    /// <param name="data">What <see cref="LineDataset.Load"/> takes.</param>
    public static StepInk FromTestPart(string data, InkModel model, int lines) =>
        new([.. ModelEvaluation.Part(model, LineDataset.Load(data), "test").Take(lines).Select(line => line.Offsets)]);

    /// <summary>Lines that the model writes from nothing: what it does on them is near to what it does on real ones.</summary>
    public static StepInk FromModelItself(InkModel model, int lines)
    {
        var packed = new PackedModel(model);
        return new([.. Enumerable.Range(0, lines).AsParallel().AsOrdered().Select(seed =>
        {
            var generator = new Generator(new SimdStepEngine(packed), new Random(seed));
            generator.Start([]);
            return Enumerable.Range(0, LineDataset.FewestPoints).Select(_ => generator.Write()).ToArray();
        })]);
    }

    /// <summary>Lines drawn by chance with IAM-OnDB's statistics.</summary>
    public static StepInk Synthetic(int lines) => new([.. BenchLines.Load(null).Take(lines).Select(line => line.Offsets)]);

    /// <summary>Another line in each stream at each repeat.</summary>
    /// <param name="steps">At most <see cref="LineDataset.FewestPoints"/>.</param>
    /// <returns>[steps][streams].</returns>
    public PenOffset[][] Rows(int repeat, int streams, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step =>
            Enumerable.Range(0, streams).Select(stream => Lines[(repeat + stream) % Lines.Count][step]).ToArray())];

    /// <returns>How often each layer of a model fires on this ink.</returns>
    public double[] BoundaryRates(PackedModel model)
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
