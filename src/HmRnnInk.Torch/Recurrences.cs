using HmRnnInk.Model;
using HmRnnInk.Torch.Scripted;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Chooses what runs the recurrent layers of a model.</summary>
public static class Recurrences
{
    /// <param name="device">Where the model is; null for the CPU.</param>
    /// <exception cref="ArgumentException">There is no such implementation of this cell on this device.</exception>
    public static IRecurrence For(
        ModelConfig config, Device? device = null, RecurrenceImplementation implementation = RecurrenceImplementation.Auto)
    {
        bool onCpu = device is null || device.type == DeviceType.CPU;
        if (implementation == RecurrenceImplementation.Auto)
            implementation = onCpu ? RecurrenceImplementation.Fused : RecurrenceImplementation.Scripted;

        return (implementation, config.Cell) switch
        {
            (RecurrenceImplementation.Fused, _) when !onCpu =>
                throw new ArgumentException($"There is no fused recurrence on {device}: ask for the scripted one.", nameof(implementation)),
            (RecurrenceImplementation.Fused, _) => new FusedRecurrence(config),
            (RecurrenceImplementation.Scripted, Cell.Lstm) when config.TextWindow is not null => new EagerLstm(config), // libtorch's has no window
            (RecurrenceImplementation.Scripted, Cell.HmLstm) => new ScriptedHmLstm(config),
            (RecurrenceImplementation.Scripted, _) => new ScriptedLstm(config),
            (_, Cell.HmLstm) => new EagerHmLstm(config),
            _ => new EagerLstm(config),
        };
    }
}
