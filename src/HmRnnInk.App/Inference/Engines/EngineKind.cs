namespace HmRnnInk.App.Inference.Engines;

/// <summary>What runs the model: the command line's <c>--engine</c>.</summary>
public enum EngineKind
{
    /// <summary>CUDA where it is and takes less time a row, else <see cref="Simd"/>.</summary>
    Auto,

    /// <summary>The engine that computes only what the boundaries ask for, on one core.</summary>
    Simd,

    /// <summary>TorchSharp on the CPU, everything computed: the reference.</summary>
    TorchCpu,

    /// <summary>TorchSharp on an NVIDIA GPU.</summary>
    TorchCuda,
}
