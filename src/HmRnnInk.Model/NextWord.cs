namespace HmRnnInk.Model;

/// <summary>Writes a given text word by word: it chooses one of several candidates for the next word, whose rows are then taken.</summary>
/// <param name="engine">The engine that reads the ink. Its state must have the text.</param>
/// <param name="candidates">Of the same model.</param>
/// <param name="random">Gives each candidate its seed.</param>
public sealed class NextWord(IStepEngine engine, WordCandidates candidates, Random random)
{
    private readonly Queue<PenOffset> _rows = new();
    private readonly StepState? _state = engine.CreateState();
    private (double Bias, bool HoldsTop) _writtenWith;
    private bool _isLast;

    /// <summary>Whether all rows of the text's last word were taken.</summary>
    public bool EndsText => _isLast && _rows.Count == 0;

    /// <summary>Takes the next row of the chosen word.</summary>
    /// <param name="bias">See <see cref="Sampler.Sample"/>. A word that was written with another bias is forgotten.</param>
    /// <param name="holdsTop">See <see cref="IStepEngine.HoldTop"/>. A word that was written with another value is forgotten, too.</param>
    /// <param name="row">In IAM units.</param>
    /// <returns>False if a word must be written first.</returns>
    public bool TryTake(double bias, bool holdsTop, out PenOffset row)
    {
        if (_writtenWith != (bias, holdsTop)) Forget();
        return _rows.TryDequeue(out row);
    }

    /// <summary>Begins to write a word after the engine's newest row.</summary>
    /// <param name="text">The text that the engine sees.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="holdsTop">See <see cref="IStepEngine.HoldTop"/>.</param>
    /// <returns>False if the engine's state cannot be copied.</returns>
    public bool Begin(string text, double bias, bool holdsTop)
    {
        if (_state is null) return false;
        engine.CopyStateTo(_state);
        candidates.Begin(_state, text, bias, random, holdsTop);
        Forget();
        _writtenWith = (bias, holdsTop);
        return true;
    }

    /// <summary>Writes one row of each candidate.</summary>
    /// <returns>Whether the word is chosen now, so that its rows can be taken.</returns>
    public bool Advance()
    {
        if (!candidates.Advance()) return false;
        foreach (PenOffset row in candidates.Chosen) _rows.Enqueue(row);
        _isLast = candidates.EndsText;
        return true;
    }

    /// <summary>Forgets the word, because the engine has read something else.</summary>
    public void Forget()
    {
        _rows.Clear();
        _isLast = false;
    }
}
