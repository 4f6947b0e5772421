namespace HmRnnInk.Torch.Training;

/// <summary>The counterpart of <see cref="Evaluator"/> for the SIMD step engine, including the rounding of its weights.</summary>
public static class StepEvaluator
{
    /// <param name="model">Shared by the engines on all cores.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="texts">The text of each line, for a model with a text window; null for no text.</param>
    /// <returns>The result, which does not depend on the number of cores.</returns>
    public static EvaluationResult Evaluate(PackedModel model, IReadOnlyList<InkLine> lines, Func<InkLine, TextCut?>? texts = null)
    {
        var counts = new LineCounts[lines.Count];
        Parallel.For(0, lines.Count, () => new SimdStepEngine(model), (index, _, engine) =>
        {
            counts[index] = LineCounts.Of(engine, lines[index], texts?.Invoke(lines[index]));
            return engine;
        }, _ => { });

        int layers = model.Config.Layers;
        double nats = counts.Sum(line => line.Likelihood.Nats);
        long points = counts.Sum(line => (long)line.Likelihood.Rows);
        return new(
            nats / lines.Count, nats / points, lines.Count, points,
            Shares(line => line.Fired), Shares(line => line.Operations[Operation.Update]),
            Shares(line => line.Operations[Operation.Copy]), Shares(line => line.Operations[Operation.Flush]));

        double[] Shares(Func<LineCounts, int[]> count) =>
            [.. Enumerable.Range(0, layers).Select(layer => counts.Sum(line => (long)count(line)[layer]) / (double)points)];
    }

    /// <param name="model">A model of characters.</param>
    /// <param name="text">At least 2 characters. It is read as a single stream from the model's zero state.</param>
    public static EvaluationResult Evaluate(PackedModel model, string text)
    {
        CharacterTrace trace = CharacterTrace.Of(new SimdStepEngine(model), text);
        double nats = trace.Nats.Sum(), points = text.Length - 1;
        return new(nats, nats / points, 1, text.Length - 1, Shares(trace.Boundaries, true), Shares(trace.Operations, Operation.Update),
            Shares(trace.Operations, Operation.Copy), Shares(trace.Operations, Operation.Flush));

        // Nothing is predicted from the last character.
        double[] Shares<T>(T[][] rows, T value) =>
            [.. rows.Select(layer => layer.SkipLast(1).Count(row => Equals(row, value)) / points)];
    }

    /// <param name="Fired">[layers]: number of rows at which the layer fired.</param>
    /// <param name="Operations">[layers] for each operation: number of rows.</param>
    private sealed record LineCounts(SequenceLikelihood Likelihood, int[] Fired, Dictionary<Operation, int[]> Operations)
    {
        public static LineCounts Of(SimdStepEngine engine, InkLine line, TextCut? text)
        {
            int layers = engine.Config.Layers;
            var fired = new int[layers];
            Dictionary<Operation, int[]> operations =
                Enum.GetValues<Operation>().ToDictionary(operation => operation, _ => new int[layers]);
            SequenceLikelihood likelihood = SequenceLikelihood.Of(engine, line.Offsets, (row, trace, _) =>
            {
                if (row == line.Offsets.Length - 1) return; // nothing is predicted from the last row
                for (int layer = 0; layer < layers; layer++)
                {
                    operations[trace.Operations[layer]][layer]++;
                    if (trace.Boundaries[layer]) fired[layer]++;
                }
            }, text);
            return new(likelihood, fired, operations);
        }
    }
}
