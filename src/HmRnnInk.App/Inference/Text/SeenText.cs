using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Text;

/// <summary>
/// The text that a model sees: what remains of the page's text, without the characters that the model does not know, and with single spaces
/// between words.
/// </summary>
internal sealed class SeenText
{
    /// <summary>The mean width of a character in IAM-OnDB, IAM units: its points times their mean step to the right.</summary>
    private const float CharacterWidth = TextWindow.PointsPerCharacter * 8.2f;

    // For each character, its index in the page's text.
    private readonly int[] _letters;
    private readonly int _end;

    private SeenText(string text, int[] letters, int end) => (Text, _letters, _end) = (text, letters, end);

    public string Text { get; }

    /// <summary>The index in the page's text of the last character; −1 if the model knows none.</summary>
    public int LastLetter => _letters.Length == 0 ? -1 : _letters[^1];

    public static SeenText Of(RowText text, CharacterAlphabet alphabet) => Of(text.Text, text.Start, alphabet);

    /// <param name="start">The number of characters that are written already.</param>
    public static SeenText Of(string text, int start, CharacterAlphabet alphabet)
    {
        var seen = new char[text.Length - start];
        var letters = new int[seen.Length];
        int count = 0, space = -1;
        for (int index = start; index < text.Length; index++)
        {
            if (char.IsWhiteSpace(text[index]))
            {
                if (space < 0) space = index;
                continue;
            }

            if (!alphabet.Knows(text[index])) continue;
            if (space >= 0 && count > 0 && alphabet.Knows(' ')) (seen[count], letters[count++]) = (' ', space);
            (seen[count], letters[count++], space) = (text[index], index, -1);
        }

        return new SeenText(new string(seen, 0, count), letters[..count], text.Length);
    }

    /// <returns>The index in the page's text of a position in <see cref="Text"/>.</returns>
    public int Letter(int position) => position < 0 ? -1 : position < _letters.Length ? _letters[position] : _end;

    /// <summary>The index in the page's text after the word of a letter; the letter itself if it is a space.</summary>
    /// <param name="letter">An index in the page's text.</param>
    public int WordEnd(int letter)
    {
        int position = PositionOf(letter);
        int space = position < Text.Length ? Text.IndexOf(' ', position) : -1;
        return space < 0 ? _end : _letters[space];
    }

    /// <summary>
    /// The width of the rest of the word that contains a letter, or of the next word if there is a space; IAM units.
    /// </summary>
    /// <param name="letter">An index in the page's text.</param>
    public float WidthOfWord(int letter)
    {
        int position = PositionOf(letter);
        if (position < Text.Length && Text[position] == ' ') position++;
        int end = position;
        while (end < Text.Length && Text[end] != ' ') end++;
        return Math.Max(ModelPenGuide.WordWidth, (end - position) * CharacterWidth);
    }

    /// <summary>Whether the model can stop after a row, because the text is written.</summary>
    /// <param name="letter">The letter that the window was on.</param>
    public bool StopsAfter(int letter, bool penUp) => penUp && letter > LastLetter;

    /// <summary>Whether the text counts as written if a row is the newest one.</summary>
    /// <param name="letter">The letter that the window was on.</param>
    public bool IsWrittenAt(int letter, bool penUp) => letter > LastLetter || (penUp && letter == LastLetter);

    /// <returns>The position in <see cref="Text"/> of a letter; of the next one if the model does not know the letter.</returns>
    private int PositionOf(int letter)
    {
        int position = Array.BinarySearch(_letters, letter);
        return position < 0 ? ~position : position;
    }
}
