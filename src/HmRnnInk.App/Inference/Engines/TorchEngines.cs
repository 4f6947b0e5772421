using System.Runtime.InteropServices;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>The engines of TorchSharp. The only type of the app that knows it: to call in here is to load libtorch.</summary>
internal static class TorchEngines
{
    /// <param name="name">Of the engine, for the message.</param>
    /// <exception cref="EngineUnavailableException">libtorch does not load, there is no CUDA, or the model does not fit.</exception>
    public static IStepEngine Open(InkModel model, bool cuda, string name)
    {
        if (cuda) RequireCuda(name);
        try
        {
            InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is NotSupportedException or TypeInitializationException or DllNotFoundException
            or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new EngineUnavailableException(
                $"--engine {name}: libtorch does not load: {Reason(error)} Build the app anew (dotnet build src/HmRnnInk.App -c Release); or take --engine simd.", error);
        }

        if (cuda && !cuda_is_available())
        {
            throw new EngineUnavailableException(
                $"--engine {name}: libtorch finds no usable GPU, though {TorchFiles.CudaDriverLibrary} is there. Its driver may be too old: "
                + "update it, or take --engine simd.");
        }

        try
        {
            // At batch 1 there is too little to share out: more threads would only keep a core from the window.
            set_num_threads(1);
            return new TorchStepEngine(model, cuda ? CUDA : CPU);
        }
        catch (ExternalException error)
        {
            throw new EngineUnavailableException($"--engine {name}: libtorch cannot take the model: {EngineFault.Text(error)} Take --engine simd.", error);
        }
    }

    /// <summary>What can be known before libtorch, which takes seconds to load.</summary>
    private static void RequireCuda(string name)
    {
        if (!TorchFiles.HaveCuda)
        {
            throw new EngineUnavailableException(
                $"--engine {name}: this app was built with a libtorch for the CPU alone. Build it with: dotnet build src/HmRnnInk.App -c Release "
                + $"-p:TorchBackend=cuda-{(OperatingSystem.IsWindows() ? "windows" : "linux")}; or take --engine simd.");
        }

        if (!TorchFiles.CudaDriverLoads())
        {
            throw new EngineUnavailableException(
                $"--engine {name}: {TorchFiles.CudaDriverLibrary} does not load, so there is no NVIDIA driver. Install one, or take --engine simd.");
        }
    }

    /// <summary>TorchSharp blames a missing package whatever the cause is; the system's own loader knows better.</summary>
    private static string Reason(Exception error)
    {
        if (TorchFiles.TorchSharpLibrary is not { } library) return "TorchSharp's native library is not beside the program.";
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(library));
            return error.GetBaseException().Message;
        }
        catch (Exception cause) when (cause is DllNotFoundException or BadImageFormatException)
        {
            return string.Join(' ', cause.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
