using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Text;

/// <summary>The next word of the text that a model writes. It is written several times, and the best one is kept.</summary>
/// <param name="engine">Reads the page.</param>
/// <param name="candidates">Of the same model.</param>
/// <param name="random">Gives each candidate its seed.</param>
internal sealed class NextWord(IStepEngine engine, WordCandidates candidates, Random random)
{
    private readonly Queue<PenOffset> _rows = new();
    private readonly StepState? _state = engine.CreateState();
    private (double Bias, bool HoldsTop) _writtenWith;

    /// <summary>The request for a row that waits until the word is chosen; null if none waits.</summary>
    public InferenceRequest? Waiting { get; private set; }

    /// <summary>Takes the next row of the chosen word.</summary>
    /// <returns>False if a word must be written first.</returns>
    public bool TryTake(in InferenceRequest request, out PenOffset row)
    {
        if (_writtenWith != (request.Bias, request.HoldsTop)) _rows.Clear();
        return _rows.TryDequeue(out row);
    }

    /// <summary>Begins to write a word after the newest row.</summary>
    /// <param name="text">The text that the engine sees.</param>
    /// <param name="request">It waits for the first row.</param>
    /// <returns>False if the engine's state cannot be copied.</returns>
    public bool Begin(string text, in InferenceRequest request)
    {
        if (_state is null) return false;
        engine.CopyStateTo(_state);
        candidates.Begin(_state, text, request.Bias, random, request.HoldsTop);
        (Waiting, _writtenWith) = (request, (request.Bias, request.HoldsTop));
        return true;
    }

    /// <summary>Writes one row of each candidate.</summary>
    /// <returns>The request that waited, if the word is chosen now; otherwise null.</returns>
    public InferenceRequest? Advance()
    {
        if (!candidates.Advance()) return null;
        InferenceRequest? request = Waiting;
        Forget();
        foreach (PenOffset row in candidates.Chosen) _rows.Enqueue(row);
        return request;
    }

    /// <summary>Forgets the word: the page has changed.</summary>
    public void Forget()
    {
        _rows.Clear();
        Waiting = null;
    }
}
