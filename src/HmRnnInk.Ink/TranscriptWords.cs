using System.Text.RegularExpressions;

namespace HmRnnInk.Ink;

/// <summary>
/// Splits a transcribed line into the words as they are on paper. Punctuation belongs to the word next to it, and so does the ending of a
/// contraction (<c>don ' t</c>), although transcripts sometimes separate them. Dashes, signs such as &amp;, and crossed-out words
/// (<c>#</c>) count as words.
/// </summary>
public static partial class TranscriptWords
{
    /// <returns>The words, to be joined by single spaces.</returns>
    public static string[] Of(string text)
    {
        var words = new List<string>();
        string opening = ""; // punctuation that waits for the word that follows
        bool isQuoted = false, hasWord = false;
        foreach (string token in Contraction().Replace(text, "'$1").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Any(IsWordCharacter))
            {
                words.Add(opening + token);
                (opening, hasWord) = ("", true);
            }
            else if (hasWord && opening.Length == 0 && !Opens(token, isQuoted))
            {
                words[^1] += token;
            }
            else
            {
                opening += token;
            }

            if (token.Count(character => character == '"') % 2 == 1) isQuoted = !isQuoted;
        }

        if (words.Count > 0) words[^1] += opening;
        return [.. words];
    }

    private static bool Opens(string punctuation, bool isQuoted) => punctuation[0] is '(' or '[' || (punctuation[0] == '"' && !isQuoted);

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || "-#&+=".Contains(character);

    [GeneratedRegex(@" ?' ?(s|t|d|ll|re|ve|m|S)\b(?!')")]
    private static partial Regex Contraction();
}
