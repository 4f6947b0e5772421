using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>
/// Models with random weights: what a step costs depends on the sizes and on how often boundaries fire, not on what was learnt.
/// </summary>
internal static class SyntheticModel
{
    private const int Halvings = 12;

    /// <summary>The same weights for the same config.</summary>
    public static InkModel Create(ModelConfig config, Normalisation normalisation)
    {
        var random = new Random(1);
        var weights = config.Tensors().ToDictionary(tensor => tensor.Name, tensor =>
        {
            double range = tensor.Shape.Length == 1 ? 0 : Math.Sqrt(3.0 / tensor.Shape[1]); // deviation 1/√columns; no biases
            var values = new float[tensor.Shape.Aggregate(1, (product, size) => product * size)];
            for (int index = 0; index < values.Length; index++) values[index] = (float)(range * ((2 * random.NextDouble()) - 1));
            return values;
        });
        return new(new() { Config = config, Normalisation = normalisation }, weights);
    }

    /// <summary>
    /// A model whose detectors are biased so that each layer fires at a given share of the steps at which it is active: the bottom layer of
    /// all steps, the next of about those at which the bottom one fired.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="ink">What to find the biases on; at other ink the shares are much the same.</param>
    public static InkModel Create(ModelConfig config, Normalisation normalisation, double share, IReadOnlyList<PenOffset> ink)
    {
        InkModel model = Create(config, normalisation);
        for (int layer = 0; layer < config.Layers && config.HasDetector(layer); layer++)
        {
            float low = -20, high = 20;
            for (int halving = 0; halving < Halvings; halving++)
            {
                float middle = (low + high) / 2;
                model.Weights[$"layers.{layer}.bias"][^1] = middle;
                if (ShareFired(model, layer, ink) < share) low = middle;
                else high = middle;
            }

            model.Weights[$"layers.{layer}.bias"][^1] = share >= 1 ? 20 : high;
        }

        return model;
    }

    private static double ShareFired(InkModel model, int layer, IReadOnlyList<PenOffset> ink)
    {
        var engine = new SimdStepEngine(model);
        var trace = new StepTrace(model.Config.Layers);
        int active = 0, fired = 0;
        foreach (PenOffset row in ink)
        {
            engine.Advance(row, trace);
            active += trace.Operations[layer] == Operation.Copy ? 0 : 1;
            fired += trace.Boundaries[layer] ? 1 : 0;
        }

        return active == 0 ? 0 : fired / (double)active;
    }
}
