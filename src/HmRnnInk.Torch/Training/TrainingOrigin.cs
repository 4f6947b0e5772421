namespace HmRnnInk.Torch.Training;

/// <summary>
/// The weights from which a run starts instead of random ones: those of a model, or of another run with its optimiser's state. Arrays have
/// all parameters in the order of a <see cref="ParameterVector"/>.
/// </summary>
/// <param name="Config">The configuration of the weights.</param>
/// <param name="Values">[parameters].</param>
/// <param name="Average">[parameters], the moving average of the values; the values themselves if there is none.</param>
/// <param name="Moments">The optimiser's first and second moments, [parameters] each; null for a model, which has none.</param>
/// <param name="OptimiserSteps">Number of optimiser steps that the moments come from.</param>
public sealed record TrainingOrigin(
    ModelConfig Config, float[] Values, float[] Average, (float[] First, float[] Second)? Moments, long OptimiserSteps)
{
    /// <summary>The optimiser that the moments come from.</summary>
    public OptimiserKind Optimiser { get; init; }

    public static TrainingOrigin Of(InkModel model)
    {
        float[] values = Join(model.Config, model.Weights);
        return new(model.Config, values, values, null, 0);
    }

    public static TrainingOrigin Of(Checkpoint run) =>
        new(run.Options.Model, run.Values, run.Average, (run.FirstMoment, run.SecondMoment), run.OptimiserSteps)
        {
            Optimiser = run.Options.Optimiser,
        };

    /// <summary>
    /// Leaves out moments that an optimiser cannot go on with: after Muon, Adam has no second moments of the matrices.
    /// </summary>
    public TrainingOrigin For(OptimiserKind optimiser) => Optimiser == OptimiserKind.Muon && optimiser == OptimiserKind.Adam
        ? this with { Moments = null, OptimiserSteps = 0 } : this;

    /// <summary>Adapts the weights and the moments to a wider model, or to one with a new text window.</summary>
    /// <param name="config">See <see cref="Widening.Widen"/>.</param>
    /// <param name="fresh">See <see cref="Widening.Widen"/>.</param>
    /// <exception cref="InvalidDataException">The weights cannot be widened to this configuration.</exception>
    public TrainingOrigin Widen(ModelConfig config, IReadOnlyDictionary<string, float[]> fresh)
    {
        if (config == Config) return this;
        // The moments of a new text window's weights are unknown, so all moments are gathered again.
        if (Config.TextWindow is null && config.TextWindow is not null && Moments is not null)
            return (this with { Moments = null, OptimiserSteps = 0 }).Widen(config, fresh);
        (float[], float[])? wideMoments = Moments is { } moments ? (First(moments.First), Second(moments.Second)) : null;
        return new(config, Wide(Values, fresh), Wide(Average, fresh), wideMoments, OptimiserSteps);

        float[] Wide(float[] values, IReadOnlyDictionary<string, float[]> others, Func<ReadOnlySpan<float>, float>? newColumn = null) =>
            Join(config, Widening.Widen(Config, Split(Config, values), config, others, newColumn));

        float[] First(float[] moment) => Wide(moment, fresh.ToDictionary(named => named.Key, named => new float[named.Value.Length]));

        // With a second moment of 0, a new weight would take about ten times the step of others, since after many steps there is no bias
        // correction. Its second moment is a typical one of the same tensor instead.
        float[] Second(float[] moment)
        {
            Dictionary<string, float[]> narrow = Split(Config, moment);
            return Wide(moment, fresh.ToDictionary(named => named.Key, named => OfMedian(named.Value.Length, narrow[named.Key])), Mean);
        }
    }

    private static float[] OfMedian(int length, float[] source) =>
        [.. Enumerable.Repeat(source.Order().ElementAt(source.Length / 2), length)];

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
