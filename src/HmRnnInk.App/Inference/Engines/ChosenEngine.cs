using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>An engine and its name.</summary>
/// <param name="Name">The value of <c>--engine</c> that selects it: <c>simd</c>, <c>torch-cpu</c> or <c>torch-cuda</c>.</param>
internal sealed record ChosenEngine(IStepEngine Engine, string Name) : IDisposable
{
    /// <summary>Frees the engine's native memory.</summary>
    public void Dispose() => (Engine as IDisposable)?.Dispose();
}
