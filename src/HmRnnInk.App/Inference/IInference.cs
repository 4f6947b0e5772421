using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Inference;

/// <summary>A model at work: requests go in, rows come out, in order. Posting and taking never wait.</summary>
public interface IInference : IDisposable
{
    /// <summary>Layers of the model.</summary>
    int Layers { get; }

    /// <summary>What the hidden units were at the rows read.</summary>
    HiddenHistory Hiddens { get; }

    void Post(InferenceRequest request);

    bool TryTake(out InferenceResult result);

    /// <summary>Whether it answers an Imagine.</summary>
    bool GrowsGhosts { get; }

    /// <summary>Takes ghosts that have grown; given back by <see cref="Return"/> when they are not looked at any more.</summary>
    bool TryTake([NotNullWhen(true)] out GhostTree? ghosts);

    /// <summary>Gives ghosts back, to grow others in their place.</summary>
    void Return(GhostTree ghosts);

    /// <summary>Why the model stopped for good, in words for the person; null while it works.</summary>
    string? Failure { get; }
}
