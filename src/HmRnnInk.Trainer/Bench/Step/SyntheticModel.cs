namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>
/// Models with random weights. The cost of a step depends on the model's size and its boundary rates, but not on what it has learnt.
/// </summary>
internal static class SyntheticModel
{
    private const int Halvings = 12;

    /// <summary>Creates a model with random weights, which are the same for the same configuration.</summary>
    public static InkModel Create(ModelConfig config, Normalisation normalisation)
    {
        var random = new Random(1);
        var weights = config.Tensors().ToDictionary(tensor => tensor.Name, tensor =>
        {
            double range = tensor.Shape.Length == 1 ? 0 : Math.Sqrt(3.0 / tensor.Shape[1]); // standard deviation 1/√columns; zero biases
            var values = new float[tensor.Shape.Aggregate(1, (product, size) => product * size)];
            for (int index = 0; index < values.Length; index++) values[index] = (float)(range * ((2 * random.NextDouble()) - 1));
            return values;
        });
        return new(new() { Config = config, Normalisation = normalisation }, weights);
    }

    /// <summary>
    /// Creates a model in which each layer fires at a given share of its active steps: all steps for the bottom layer, and for other layers
    /// about the steps at which the layer below fires. The biases of the detectors are found by bisection.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="ink">Its first and last line are used to find the biases. The shares are similar for other ink.</param>
    public static InkModel Create(ModelConfig config, Normalisation normalisation, double share, StepInk ink)
    {
        InkModel model = Create(config, normalisation);
        PenOffset[] rows = [.. ink.Lines[0], .. ink.Lines[^1]];
        for (int layer = 0; layer < config.Detectors; layer++)
        {
            float low = -20, high = 20;
            for (int halving = 0; halving < Halvings; halving++)
            {
                float middle = (low + high) / 2;
                model.Weights[$"layers.{layer}.bias"][^1] = middle;
                if (ShareFired(model, layer, rows) < share) low = middle;
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
