using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Inference.Engines;

/// <summary>An engine whose steps take a set time on a manual clock.</summary>
/// <param name="warmUpMicroseconds">The additional time of each of the first ten steps.</param>
internal sealed class SlowEngine(ManualClock clock, double microseconds, double warmUpMicroseconds = 0) : IStepEngine, IDisposable
{
    private readonly ScriptedEngine _engine = new();
    private int _rows;

    public ModelConfig Config => _engine.Config;

    public Normalisation Normalisation => _engine.Normalisation;

    public bool IsDisposed { get; private set; }

    public int RowsSinceReset { get; private set; }

    /// <summary>The exception that a step throws; null for none.</summary>
    public Exception? Fault { get; init; }

    public void Reset() => RowsSinceReset = 0;

    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        if (Fault is not null) throw Fault;
        RowsSinceReset++;
        clock.Advance(TimeSpan.FromMicroseconds(microseconds + (_rows++ < 10 ? warmUpMicroseconds : 0)));
        _engine.Step(offset, trace, next);
    }

    public void Dispose() => IsDisposed = true;
}
