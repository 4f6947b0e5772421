using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// What a run starts from in place of random weights: a model, or the state of another run. Arrays hold all parameters, in the order of a
/// <see cref="ParameterVector"/>.
/// </summary>
/// <param name="Config">Of the weights.</param>
/// <param name="Values">[parameters].</param>
/// <param name="Average">[parameters], of the values; the values themselves where there is none.</param>
/// <param name="Moments">The optimiser's first and second, [parameters] each; null of a model, which has none.</param>
/// <param name="OptimiserSteps">Behind the moments.</param>
public sealed record TrainingOrigin(
    ModelConfig Config, float[] Values, float[] Average, (float[] First, float[] Second)? Moments, long OptimiserSteps)
{
    public static TrainingOrigin Of(InkModel model)
    {
        float[] values = Join(model.Config, model.Weights);
        return new(model.Config, values, values, null, 0);
    }

    public static TrainingOrigin Of(Checkpoint run) =>
        new(run.Options.Model, run.Values, run.Average, (run.FirstMoment, run.SecondMoment), run.OptimiserSteps);

    /// <param name="config">As <see cref="Widening.Widen"/> takes it.</param>
    /// <param name="fresh">As <see cref="Widening.Widen"/> takes it.</param>
    /// <exception cref="InvalidDataException">A model of this config cannot become one of that.</exception>
    public TrainingOrigin Widen(ModelConfig config, IReadOnlyDictionary<string, float[]> fresh)
    {
        if (config == Config) return this;
        // Nothing is known of the moments of a text window's weights: they are gathered anew, with all others.
        if (Config.TextWindow is null && config.TextWindow is not null && Moments is not null) return (this with { Moments = null, OptimiserSteps = 0 }).Widen(config, fresh);
        (float[], float[])? wideMoments = Moments is { } moments ? (First(moments.First), Second(moments.Second)) : null;
        return new(config, Wide(Values, fresh), Wide(Average, fresh), wideMoments, OptimiserSteps);

        float[] Wide(float[] values, IReadOnlyDictionary<string, float[]> others, Func<ReadOnlySpan<float>, float>? inNewColumns = null) =>
            Join(config, Widening.Widen(Config, Split(Config, values), config, others, inNewColumns));

        float[] First(float[] moment) => Wide(moment, fresh.ToDictionary(named => named.Key, named => new float[named.Value.Length]));

        // A second moment of 0 would give a new weight, after many steps, ten times the rate of others: it gets what weights like it have.
        float[] Second(float[] moment)
        {
            Dictionary<string, float[]> narrow = Split(Config, moment);
            return Wide(moment, fresh.ToDictionary(named => named.Key, named => Filled(named.Value.Length, narrow[named.Key])), Mean);
        }
    }

    private static float[] Filled(int length, float[] like)
    {
        float[] sorted = [.. like.Order()], filled = new float[length];
        Array.Fill(filled, sorted[sorted.Length / 2]);
        return filled;
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return (float)(sum / values.Length);
    }

    private static float[] Join(ModelConfig config, IReadOnlyDictionary<string, float[]> weights) =>
        [.. config.Tensors().SelectMany(tensor => weights[tensor.Name])];

    private static Dictionary<string, float[]> Split(ModelConfig config, float[] values)
    {
        var weights = new Dictionary<string, float[]>();
        int start = 0;
        foreach ((string name, int[] shape) in config.Tensors())
        {
            int count = shape.Aggregate(1, (product, size) => product * size);
            weights[name] = values[start..(start + count)];
            start += count;
        }

        return weights;
    }
}
