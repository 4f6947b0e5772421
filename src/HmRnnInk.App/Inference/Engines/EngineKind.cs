namespace HmRnnInk.App.Inference.Engines;

/// <summary>The kinds of engine that <c>--engine</c> can select.</summary>
internal enum EngineKind
{
    /// <summary>CUDA if it is available and faster; otherwise <see cref="Simd"/>.</summary>
    Auto,

    /// <summary>Runs on one core and computes only what the boundaries require.</summary>
    Simd,

    /// <summary>TorchSharp on the CPU. It computes everything and serves as the reference.</summary>
    TorchCpu,

    /// <summary>TorchSharp on an NVIDIA GPU.</summary>
    TorchCuda,
}
