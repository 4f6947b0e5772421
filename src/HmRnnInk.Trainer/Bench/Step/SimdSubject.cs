namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The SIMD step engine, with or without skipping.</summary>
internal sealed class SimdSubject : StepSubject
{
    private readonly SimdStepBatch _batch;
    private readonly bool _skipping;
    private readonly int[] _streams;
    private readonly StepTrace[] _traces;
    private readonly MixtureDensity[] _next;

    public SimdSubject(string model, string engine, string weights, PackedModel packed, int streams, bool skipping)
        : base(model, engine, weights, streams)
    {
        _batch = new(packed, streams, skipping);
        _skipping = skipping;
        _streams = [.. Enumerable.Range(0, streams)];
        _traces = [.. _streams.Select(_ => new StepTrace(packed.Config.Layers))];
        _next = [.. _streams.Select(_ => new MixtureDensity(packed.Config.Components))];
    }

    protected override StepWork Work => _batch.Work;

    protected override void Reset()
    {
        foreach (int stream in _streams) _batch.Reset(stream);
    }

    protected override void Step(PenOffset[] rows) => _batch.Step(_streams, rows, _traces, _next);

    protected override (int Skipped, int All) CountSkipped()
    {
        int copied = _traces.Sum(trace => trace.Operations.Count(operation => operation == Operation.Copy));
        return (_skipping ? copied : 0, Streams * _batch.Config.Layers);
    }
}
