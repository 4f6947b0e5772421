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
        bool canFuse = config.Cell == Cell.HmLstm && onCpu;
        if (implementation == RecurrenceImplementation.Auto)
        {
            implementation = canFuse ? RecurrenceImplementation.Fused
                : onCpu ? RecurrenceImplementation.Eager
                : RecurrenceImplementation.Scripted;
        }

        return (implementation, config.Cell) switch
        {
            (RecurrenceImplementation.Fused, _) when !canFuse =>
                throw new ArgumentException($"There is no fused {config.Cell} on {device}: ask for the scripted one.", nameof(implementation)),
            (RecurrenceImplementation.Fused, _) => new FusedHmLstm(config),
            (RecurrenceImplementation.Scripted, Cell.HmLstm) => new ScriptedHmLstm(config),
            (RecurrenceImplementation.Scripted, _) => new ScriptedLstm(config),
            (_, Cell.HmLstm) => new EagerHmLstm(config),
            _ => new EagerLstm(config),
        };
    }
}
