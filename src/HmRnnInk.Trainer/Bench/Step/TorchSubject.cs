using HmRnnInk.Torch;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>The model in TorchSharp without fusion: dense, float32, one stream.</summary>
internal sealed class TorchSubject : StepSubject, IDisposable
{
    private readonly TorchStepEngine _engine;
    private readonly StepTrace _trace;
    private readonly MixtureDensity _next;
    private readonly int _parameters;
    private long _steps;

    public TorchSubject(string name, InkModel model, Device device)
        : base(name, device.type == TorchSharp.DeviceType.CPU ? "torch-eager" : "torch-cuda", "float32", streams: 1)
    {
        _engine = new(model, device);
        _trace = new(model.Config.Layers);
        _next = new(model.Config.Components);
        _parameters = model.Config.ParameterCount();
    }

    // Every step uses all parameters.
    protected override StepWork Work => new(_steps * _parameters * sizeof(float), _steps * _parameters);

    public void Dispose() => _engine.Dispose();

    protected override void Reset() => _engine.Reset();

    protected override void Step(PenOffset[] rows)
    {
        _engine.Step(rows[0], _trace, _next);
        _steps++;
    }

    protected override (int Skipped, int All) CountSkipped() => (0, _engine.Config.Layers);
}
