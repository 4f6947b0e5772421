namespace HmRnnInk.Model;

/// <summary>
/// Places in a text that a boundary could be expected at. What is said of a row depends on that character and those before it alone.
/// </summary>
public static class TextLandmarks
{
    /// <summary>The white space after each word, the first character of it.</summary>
    public static bool[] Spaces(string text) =>
        [.. text.Select((character, row) => char.IsWhiteSpace(character) && row > 0 && !char.IsWhiteSpace(text[row - 1]))];

    /// <summary>The white space after a full stop, an exclamation mark or a question mark.</summary>
    public static bool[] SentenceEnds(string text) =>
        [.. text.Select((character, row) => char.IsWhiteSpace(character) && row > 0 && text[row - 1] is '.' or '!' or '?')];
}
