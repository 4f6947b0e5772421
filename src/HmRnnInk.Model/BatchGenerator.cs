using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>Lets a model write alternatives side by side: each as <see cref="Generator"/> would write it alone, at a fraction of the time.</summary>
/// <param name="batch">Driven by the generator from <see cref="Start"/> on; a stream an alternative.</param>
/// <param name="randoms">Seeded; one a stream.</param>
public sealed class BatchGenerator(SimdStepBatch batch, IReadOnlyList<Random> randoms)
{
    private readonly Sampler[] samplers = [.. randoms.Select(random => new Sampler(random))];
    private readonly StepTrace[] traces = [.. randoms.Select(_ => new StepTrace(batch.Config.Layers))];
    private readonly MixtureDensity[] next = [.. randoms.Select(_ => new MixtureDensity(batch.Config.Components))];

    /// <summary>Has some streams go on from a state, as after the rows that led to it.</summary>
    public void Start(ReadOnlySpan<int> streams, StepState fork)
    {
        foreach (int stream in streams) batch.Restore(stream, fork);
        batch.Predict(streams, next);
    }

    /// <summary>Writes a row in each of some streams and feeds it back.</summary>
    /// <param name="rows">By stream, in IAM units; those of <paramref name="streams"/> are overwritten.</param>
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
