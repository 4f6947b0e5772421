namespace HmRnnInk.App.Inference.Models;

/// <summary>A model at work and what it works on.</summary>
/// <param name="Engine">Freed after the other, which drives it; null for one that holds nothing.</param>
/// <param name="EngineName">As <c>--engine</c> calls it.</param>
public sealed record RunningModel(IInference Inference, IDisposable? Engine = null, string EngineName = "") : IDisposable
{
    public void Dispose()
    {
        Inference.Dispose();
        Engine?.Dispose();
    }
}
