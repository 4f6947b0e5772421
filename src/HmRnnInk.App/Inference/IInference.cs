using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// A running model: requests go in, results come out, in order. Posting and taking never wait for the model, except in a reproducible run:
/// see <see cref="InlineInference"/>.
/// </summary>
internal interface IInference : IDisposable
{
    /// <summary>The number of layers of the model.</summary>
    int Layers { get; }

    /// <summary>The characters that the model can write as a given text; null if it cannot write one.</summary>
    CharacterAlphabet? Alphabet { get; }

    /// <summary>The hidden units at the rows read.</summary>
    HiddenHistory Hiddens { get; }

    void Post(InferenceRequest request);

    bool TryTake(out InferenceResult result);

    /// <summary>Whether it answers requests of kind <see cref="InferenceKind.Ghosts"/>.</summary>
    bool GrowsGhosts { get; }

    /// <summary>Takes ghosts that have grown. Give them back with <see cref="Return"/> when they are no longer shown.</summary>
    bool TryTake([NotNullWhen(true)] out GhostTree? ghosts);

    /// <summary>Gives ghosts back, so that their memory is reused.</summary>
    void Return(GhostTree ghosts);

    /// <summary>Why the model stopped for good, as a message for the person; null while it works.</summary>
    string? Failure { get; }
}
