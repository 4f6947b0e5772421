using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>Chooses the device by its name on the command line.</summary>
public static class TorchDevice
{
    /// <param name="name">auto, cpu or cuda.</param>
    /// <exception cref="InvalidDataException">CUDA was asked for and is not there.</exception>
    public static Device Choose(string name)
    {
        bool cuda = name != "cpu" && cuda_is_available();
        if (name == "cuda" && !cuda)
            throw new InvalidDataException("--device cuda: this build or this machine has no CUDA. Build with -p:TorchBackend=cuda-linux (cuda-windows on Windows), or take --device cpu.");
        return cuda ? CUDA : CPU;
    }
}
