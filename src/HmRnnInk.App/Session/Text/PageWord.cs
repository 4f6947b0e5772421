using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session.Text;

/// <summary>A word of the page's text and the rows with its ink.</summary>
/// <param name="Text">The word, without white space.</param>
/// <param name="Rows">From its first letter to the next word, or to ink of a person.</param>
internal readonly record struct PageWord(string Text, RowRange Rows)
{
    /// <returns>The words that the model has written of a text, in the order of their ink.</returns>
    public static List<PageWord> Of(ReadOnlySpan<PageRow> rows, string text)
    {
        var words = new List<PageWord>();
        int start = -1; // of the word, in the text
        for (int row = 0; row < rows.Length; row++)
        {
            int letter = LetterInk.At(rows[row], row);
            bool isLetter = letter >= 0 && letter < text.Length && !char.IsWhiteSpace(text[letter]);
            int word = letter < 0 ? -1 : isLetter ? Words.StartOfWord(text, letter + 1) : start;
            if (word >= 0 && word == start) words[^1] = words[^1] with { Rows = words[^1].Rows with { End = row + 1 } };
            else if (word >= 0) words.Add(new PageWord(text[word..Words.EndOfWord(text, word)], new RowRange(row, row + 1)));
            start = word;
        }

        return words;
    }
}
