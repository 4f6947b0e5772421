namespace HmRnnInk.App.Inference.Models;

/// <summary>A running model and the engine that it uses.</summary>
/// <param name="Engine">Disposed after the inference, which uses it; null if there is nothing to dispose.</param>
/// <param name="EngineName">The value of <c>--engine</c> that selects the engine.</param>
internal sealed record RunningModel(IInference Inference, IDisposable? Engine = null, string EngineName = "") : IDisposable
{
    public void Dispose()
    {
        Inference.Dispose();
        Engine?.Dispose();
    }
}
