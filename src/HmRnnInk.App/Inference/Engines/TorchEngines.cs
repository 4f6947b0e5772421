using System.Runtime.InteropServices;
using HmRnnInk.Arguments;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Opens the engines of TorchSharp. It is the only type of the app that uses TorchSharp: calling it loads libtorch.</summary>
internal static class TorchEngines
{
    /// <param name="name">The engine's name, for the message.</param>
    /// <exception cref="EngineUnavailableException">
    /// libtorch cannot be loaded, there is no CUDA, or libtorch cannot load the model.
    /// </exception>
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
                $"--engine {name}: libtorch does not load: {Reason(error)} "
                + $"Build the app again ({BuildCommand.Of("src/HmRnnInk.App", cuda)}) or use --engine simd.", error);
        }

        if (cuda && !cuda_is_available())
        {
            throw new EngineUnavailableException(
                $"--engine {name}: libtorch finds no usable GPU, although {TorchFiles.CudaDriverLibrary} is installed. "
                + "The driver may be too old: update it or use --engine simd.");
        }

        try
        {
            // One step at batch size 1 is too small to parallelise. More threads would only take a core from the window.
            set_num_threads(1);
            return new TorchStepEngine(model, cuda ? CUDA : CPU);
        }
        catch (ExternalException error)
        {
            throw new EngineUnavailableException(
                $"--engine {name}: libtorch cannot load the model: {EngineFault.Text(error)} Use --engine simd.", error);
        }
    }

    /// <summary>Checks what can be checked without libtorch, which takes seconds to load.</summary>
    private static void RequireCuda(string name)
    {
        if (!TorchFiles.HaveCuda)
        {
            throw new EngineUnavailableException(
                $"--engine {name}: this app was built with a libtorch for the CPU only. "
                + $"Build it with: {BuildCommand.Of("src/HmRnnInk.App", cuda: true)}; or use --engine simd.");
        }

        if (!TorchFiles.CudaDriverLoads())
        {
            throw new EngineUnavailableException(
                $"--engine {name}: {TorchFiles.CudaDriverLibrary} does not load, so no NVIDIA driver is installed. "
                + "Install one or use --engine simd.");
        }
    }

    /// <summary>TorchSharp reports a missing package whatever the cause is. The system's own loader gives the real reason.</summary>
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
