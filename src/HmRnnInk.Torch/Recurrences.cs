using HmRnnInk.Model;
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
        bool canFuse = config.Cell == Cell.HmLstm && (device is null || device.type == DeviceType.CPU);
        if (implementation == RecurrenceImplementation.Fused && !canFuse)
            throw new ArgumentException($"There is no fused {config.Cell} on {device}: ask for the eager one.", nameof(implementation));
        if (canFuse && implementation != RecurrenceImplementation.Eager) return new FusedHmLstm(config);
        return config.Cell == Cell.HmLstm ? new EagerHmLstm(config) : new EagerLstm(config);
    }
}
