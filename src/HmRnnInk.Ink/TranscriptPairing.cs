namespace HmRnnInk.Ink;

/// <summary>Lines of ink with their texts.</summary>
/// <param name="Texts">The text of each paired line, by the line's id.</param>
/// <param name="LeftOut">The forms whose lines were not paired, in ordinal order.</param>
public sealed record TranscriptPairing(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<TranscriptPairing.Omission> LeftOut)
{
    /// <param name="Form">The form's id.</param>
    /// <param name="Lines">How many lines of ink it has.</param>
    /// <param name="Reason">Why they were not paired.</param>
    public sealed record Omission(string Form, int Lines, string Reason);
}
