using System.Diagnostics;

namespace HmRnnInk.App;

/// <summary>Start-up times, measured from the start of the process.</summary>
internal sealed class StartUpTimes
{
    private readonly TimeProvider _clock;
    private readonly long _created;
    private readonly double _millisecondsBefore;

    public StartUpTimes(TimeProvider clock)
    {
        using var process = Process.GetCurrentProcess();
        _clock = clock;
        _created = clock.GetTimestamp();
        _millisecondsBefore = (clock.GetLocalNow().DateTime - process.StartTime).TotalMilliseconds;
    }

    /// <summary>When the engine was ready; null before that, and without a model.</summary>
    public double? ModelReadyMilliseconds { get; private set; }

    /// <summary>When the first frame was drawn; null before that.</summary>
    public double? FirstFrameMilliseconds { get; private set; }

    public void NoteModelReady() => ModelReadyMilliseconds = Now();

    public void NoteFirstFrame() => FirstFrameMilliseconds = Now();

    private double Now() => Math.Round(_millisecondsBefore + _clock.GetElapsedTime(_created).TotalMilliseconds, 1);
}
