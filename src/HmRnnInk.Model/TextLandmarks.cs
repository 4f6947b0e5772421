namespace HmRnnInk.Model;

/// <summary>
/// Positions in a text at which a boundary could be expected. A row's value depends only on its character and earlier ones.
/// </summary>
public static class TextLandmarks
{
    /// <summary>The first white-space character after each word.</summary>
    public static bool[] Spaces(string text) =>
        [.. text.Select((character, row) => char.IsWhiteSpace(character) && row > 0 && !char.IsWhiteSpace(text[row - 1]))];

    /// <summary>The white space after a full stop, an exclamation mark or a question mark.</summary>
    public static bool[] SentenceEnds(string text) =>
        [.. text.Select((character, row) => char.IsWhiteSpace(character) && row > 0 && text[row - 1] is '.' or '!' or '?')];
}
