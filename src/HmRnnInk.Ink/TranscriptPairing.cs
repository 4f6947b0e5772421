namespace HmRnnInk.Ink;

/// <summary>Lines of ink paired with their texts.</summary>
/// <param name="Texts">The text of each paired line, by the line's id.</param>
/// <param name="LeftOut">The forms whose lines could not be paired, in ordinal order.</param>
public sealed record TranscriptPairing(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<TranscriptPairing.Omission> LeftOut)
{
    /// <param name="Form">The form's id.</param>
    /// <param name="Lines">The number of lines of ink in the form.</param>
    /// <param name="Reason">Why they could not be paired.</param>
    public sealed record Omission(string Form, int Lines, string Reason);
}
