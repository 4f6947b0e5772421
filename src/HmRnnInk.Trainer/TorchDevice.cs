using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>Chooses the device by its name on the command line.</summary>
internal static class TorchDevice
{
    /// <param name="name">auto, cpu or cuda.</param>
    /// <exception cref="InvalidDataException">libtorch does not load, or CUDA was asked for and is not there.</exception>
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
                $"libtorch does not load: {error.GetBaseException().Message.Split('\n')[0].Trim()} Build the trainer anew (dotnet build src/HmRnnInk.Trainer -c Release); "
                + "one built with -p:TorchBackend=external needs LD_LIBRARY_PATH at an installed PyTorch's torch/lib.", error);
        }

        bool cuda = name != "cpu" && cuda_is_available();
        if (name == "cuda" && !cuda)
            throw new InvalidDataException("--device cuda: this build or this machine has no CUDA. Build with -p:TorchBackend=cuda-linux (cuda-windows on Windows), or take --device cpu.");
        return cuda ? CUDA : CPU;
    }
}
