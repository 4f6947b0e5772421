using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>An engine and what to call it.</summary>
/// <param name="Name"><c>simd</c>, <c>torch-cpu</c> or <c>torch-cuda</c>: what <c>--engine</c> asks for it by.</param>
public sealed record ChosenEngine(IStepEngine Engine, string Name) : IDisposable
{
    /// <summary>Frees what an engine holds outside this program's memory.</summary>
    public void Dispose() => (Engine as IDisposable)?.Dispose();
}
