using System.Runtime.CompilerServices;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Opens the engine that is to run a model. One that runs on SIMD leaves TorchSharp and libtorch unloaded.</summary>
public static class StepEngines
{
    /// <param name="log">Gets a line that tells what <see cref="EngineKind.Auto"/> chose and why, where there was a choice.</param>
    /// <exception cref="EngineUnavailableException">A TorchSharp engine was asked for and cannot run here.</exception>
    /// <exception cref="ModelFileException">It reads the model's file, which has gone or changed.</exception>
    public static ChosenEngine Open(EngineKind kind, OpenedModel model, TimeProvider clock, Action<string> log)
    {
        if (kind is EngineKind.TorchCpu or EngineKind.TorchCuda) return OpenTorch(model, cuda: kind == EngineKind.TorchCuda);
        ChosenEngine simd = new(new SimdStepEngine(model.Packed), Name(EngineKind.Simd));
        if (kind == EngineKind.Simd) return simd;
        bool mayBeCuda = TorchFiles.HaveCuda && TorchFiles.CudaDriverLoads();
        return AutomaticEngine.Choose(simd, mayBeCuda ? () => OpenTorch(model, cuda: true) : null, clock, log);
    }

    /// <returns>What the command line calls it.</returns>
    public static string Name(EngineKind kind) => kind switch
    {
        EngineKind.Auto => "auto",
        EngineKind.Simd => "simd",
        EngineKind.TorchCpu => "torch-cpu",
        _ => "torch-cuda",
    };

    // Not inlined: a caller that is compiled must not need TorchSharp for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ChosenEngine OpenTorch(OpenedModel model, bool cuda)
    {
        string name = Name(cuda ? EngineKind.TorchCuda : EngineKind.TorchCpu);
#if TORCH
        return new(TorchEngines.Open(model.ReadWeights(), cuda, name), name);
#else
        throw new EngineUnavailableException(
            $"--engine {name}: this app was built without libtorch (-p:TorchBackend=none). Build it with: "
            + "dotnet build src/HmRnnInk.App -c Release; or take --engine simd.");
#endif
    }
}
