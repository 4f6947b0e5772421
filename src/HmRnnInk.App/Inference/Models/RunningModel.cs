using HmRnnInk.App.Inference.Engines;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A running model and the engine that it uses.</summary>
/// <param name="Engine">Disposed after the inference, which uses it. Null if there is nothing to dispose.</param>
internal sealed record RunningModel(IInference Inference, ChosenEngine? Engine = null) : IDisposable
{
    /// <inheritdoc cref="ChosenEngine.Name"/>
    public string EngineName => Engine?.Name ?? "";

    public void Dispose()
    {
        Inference.Dispose();
        Engine?.Dispose();
    }
}
