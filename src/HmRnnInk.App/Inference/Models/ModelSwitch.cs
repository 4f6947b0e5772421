using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A running model that can be replaced while the page stays. After a change, the caller must have the page read again.</summary>
/// <param name="first">Disposed with this object, or when another model replaces it.</param>
internal sealed class ModelSwitch(RunningModel first) : IInference
{
    private RunningModel _running = first;

    public int Layers => _running.Inference.Layers;

    public CharacterAlphabet? Alphabet => _running.Inference.Alphabet;

    public HiddenHistory Hiddens => _running.Inference.Hiddens;

    public string? Failure => _running.Inference.Failure;

    /// <inheritdoc cref="ChosenEngine.Name"/>
    public string EngineName => _running.EngineName;

    /// <summary>Replaces the model. Pending requests and results of the previous model are lost.</summary>
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

    /// <summary>Ghosts of the previous model may be returned to the new one.</summary>
    public void Return(GhostTree ghosts) => _running.Inference.Return(ghosts);

    public void Dispose() => _running.Dispose();
}
