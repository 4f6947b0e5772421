namespace HmRnnInk.App.Live;

/// <summary>A model at work: requests go in, rows come out, in order. Posting and taking never wait.</summary>
public interface IInference : IDisposable
{
    /// <summary>Layers of the model.</summary>
    int Layers { get; }

    /// <summary>What the hidden units were at the rows read.</summary>
    HiddenHistory Hiddens { get; }

    void Post(InferenceRequest request);

    bool TryTake(out InferenceResult result);

    /// <summary>Why the model stopped for good, in words for the person; null while it works.</summary>
    string? Failure { get; }
}
