using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>
/// Generates several alternative continuations in parallel streams. Each is the same as from a separate <see cref="Generator"/>, but this
/// is much faster.
/// </summary>
/// <param name="batch">Controlled by the generator after <see cref="Start"/>; one stream per alternative.</param>
/// <param name="randoms">One seeded generator per stream.</param>
public sealed class BatchGenerator(SimdStepBatch batch, IReadOnlyList<Random> randoms)
{
    private readonly Sampler[] samplers = [.. randoms.Select(random => new Sampler(random))];
    private readonly StepTrace[] traces = [.. randoms.Select(_ => new StepTrace(batch.Config.Layers))];
    private readonly MixtureDensity[] next = [.. randoms.Select(_ => new MixtureDensity(batch.Config.Components))];

    /// <summary>Lets the given streams continue from a state.</summary>
    public void Start(ReadOnlySpan<int> streams, StepState fork)
    {
        foreach (int stream in streams) batch.Restore(stream, fork);
        batch.Predict(streams, next);
    }

    /// <summary>Samples a row in each of the given streams and feeds it back.</summary>
    /// <param name="rows">Indexed by stream, in IAM units; those of <paramref name="streams"/> are overwritten.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    public void Write(ReadOnlySpan<int> streams, Span<PenOffset> rows, double bias = 0)
    {
        foreach (int stream in streams)
        {
            (float x, float y, bool penUp) = samplers[stream].Sample(next[stream], bias);
            rows[stream] = batch.Normalisation.Denormalise(x, y, penUp);
        }

        batch.Step(streams, rows, traces, next);
    }
}
