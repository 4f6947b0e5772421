using System.Runtime.CompilerServices;
using HmRnnInk.Model;
#if !TORCH
using HmRnnInk.Arguments;
#endif

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Opens the engine that runs a model. TorchSharp and libtorch are loaded only if the engine needs them.</summary>
internal static class StepEngines
{
    // In the order of EngineKind.
    private static readonly string[] Names = ["auto", "simd", "torch-cpu", "torch-cuda"];

    /// <param name="log">Receives one line that says what <see cref="EngineKind.Auto"/> chose and why, if there was a choice.</param>
    /// <exception cref="EngineUnavailableException">A TorchSharp engine was selected and cannot run on this machine.</exception>
    /// <exception cref="ModelFileException">The engine reads the model's file, and the file was deleted or changed.</exception>
    public static ChosenEngine Open(EngineKind kind, OpenedModel model, Action<string> log)
    {
        if (kind is EngineKind.TorchCpu or EngineKind.TorchCuda) return OpenTorch(model, cuda: kind == EngineKind.TorchCuda);
        ChosenEngine simd = new(new SimdStepEngine(model.Packed), Name(EngineKind.Simd));
        if (kind == EngineKind.Simd) return simd;
        bool mayBeCuda = TorchFiles.HaveCuda && TorchFiles.CudaDriverLoads();
        return AutomaticEngine.Choose(simd, mayBeCuda ? () => OpenTorch(model, cuda: true) : null, TimeProvider.System, log);
    }

    /// <returns>The value of <c>--engine</c> that selects this kind.</returns>
    public static string Name(EngineKind kind) => Names[(int)kind];

    // Not inlined: otherwise compiling the caller would load TorchSharp.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ChosenEngine OpenTorch(OpenedModel model, bool cuda)
    {
        string name = Name(cuda ? EngineKind.TorchCuda : EngineKind.TorchCpu);
#if TORCH
        return new(TorchEngines.Open(model.ReadWeights(), cuda, name), name);
#else
        throw new EngineUnavailableException(
            $"--engine {name}: this app was built without libtorch (-p:TorchBackend=none). Build it with: "
            + $"{BuildCommand.Of("src/HmRnnInk.App", cuda)}; or use --engine simd.");
#endif
    }
}
