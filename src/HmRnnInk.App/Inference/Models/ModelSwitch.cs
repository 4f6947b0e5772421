using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A model at work that can be changed for another while the page stays: whoever asks it has to have the page read again.</summary>
/// <param name="first">Disposed of with this, or when another takes its place.</param>
public sealed class ModelSwitch(RunningModel first) : IInference
{
    private RunningModel _running = first;

    public int Layers => _running.Inference.Layers;

    public HiddenHistory Hiddens => _running.Inference.Hiddens;

    public string? Failure => _running.Inference.Failure;

    /// <inheritdoc cref="RunningModel.EngineName"/>
    public string EngineName => _running.EngineName;

    /// <summary>What the one before was asked and has not told is lost.</summary>
    public void Use(RunningModel next)
    {
        RunningModel before = _running;
        _running = next;
        before.Dispose();
    }

    public void Post(InferenceRequest request) => _running.Inference.Post(request);

    public bool TryTake(out InferenceResult result) => _running.Inference.TryTake(out result);

    public bool GrowsGhosts => _running.Inference.GrowsGhosts;

    public bool TryTake([NotNullWhen(true)] out GhostTree? ghosts) => _running.Inference.TryTake(out ghosts);

    /// <summary>Ghosts of the one before serve the next as well.</summary>
    public void Return(GhostTree ghosts) => _running.Inference.Return(ghosts);

    public void Dispose() => _running.Dispose();
}
