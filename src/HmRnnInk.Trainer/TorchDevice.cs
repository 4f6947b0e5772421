using HmRnnInk.Arguments;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>Finds the device that is named on the command line, and prepares libtorch for it.</summary>
internal static class TorchDevice
{
    /// <param name="name">auto, cpu or cuda.</param>
    /// <exception cref="InvalidDataException">libtorch cannot be loaded, or CUDA was requested but is not available.</exception>
    public static Device Choose(string name)
    {
        try
        {
            InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is NotSupportedException or TypeInitializationException or DllNotFoundException
            or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new InvalidDataException(
                $"libtorch cannot be loaded: {error.GetBaseException().Message.Split('\n')[0].Trim()} "
                + $"Build the trainer again ({BuildCommand.Of("src/HmRnnInk.Trainer", name == "cuda")}). "
                + "If it was built with -p:TorchBackend=external, set LD_LIBRARY_PATH to torch/lib of an installed PyTorch.",
                error);
        }

        bool cuda = name != "cpu" && cuda_is_available();
        if (name == "cuda" && !cuda)
        {
            throw new InvalidDataException(
                "--device cuda: CUDA is not available in this build or on this machine. "
                + $"Build it with: {BuildCommand.Of("src/HmRnnInk.Trainer", cuda: true)}; or use --device cpu.");
        }

        if (cuda) return CUDA;
        // The fused recurrence divides its lines among the cores itself. libtorch's few small operations between the windows gain nothing
        // from more threads. Idle threads of libtorch would keep cores busy while they wait, and the recurrence needs these cores.
        set_num_threads(1);
        return CPU;
    }
}
