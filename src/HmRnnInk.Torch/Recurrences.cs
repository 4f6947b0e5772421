using HmRnnInk.Torch.Scripted;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Chooses the implementation of a model's recurrent layers.</summary>
public static class Recurrences
{
    /// <param name="config">The model.</param>
    /// <param name="device">The model's device; null for the CPU.</param>
    /// <param name="implementation">Scripted gives the eager LSTM for an LSTM with a text window.</param>
    /// <exception cref="ArgumentException">The fused implementation is requested for a device other than the CPU.</exception>
    public static IRecurrence For(
        ModelConfig config, Device? device = null, RecurrenceImplementation implementation = RecurrenceImplementation.Auto)
    {
        bool onCpu = device is null || device.type == DeviceType.CPU;
        if (implementation == RecurrenceImplementation.Auto)
            implementation = onCpu ? RecurrenceImplementation.Fused : RecurrenceImplementation.Scripted;

        return (implementation, config.Cell) switch
        {
            (RecurrenceImplementation.Fused, _) when !onCpu =>
                throw new ArgumentException($"There is no fused recurrence for {device}: use the scripted one.", nameof(implementation)),
            (RecurrenceImplementation.Fused, _) => new FusedRecurrence(config),
            // The LSTM of libtorch has no text window.
            (RecurrenceImplementation.Scripted, Cell.Lstm) when config.TextWindow is not null => new EagerLstm(config),
            (RecurrenceImplementation.Scripted, Cell.HmLstm) => new ScriptedHmLstm(config),
            (RecurrenceImplementation.Scripted, _) => new ScriptedLstm(config),
            (_, Cell.HmLstm) => new EagerHmLstm(config),
            _ => new EagerLstm(config),
        };
    }
}
