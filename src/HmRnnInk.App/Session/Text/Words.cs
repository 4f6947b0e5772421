namespace HmRnnInk.App.Session.Text;

/// <summary>Finds the words of a text. A word ends with the character before the next white space.</summary>
internal static class Words
{
    /// <returns>The index after the word that contains a character, or that follows it if the character is white space.</returns>
    public static int EndOfWord(string text, int index)
    {
        int end = StartOfNext(text, index);
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return end;
    }

    /// <returns>The index of the first character from an index on that is not white space; the text's length if there is none.</returns>
    public static int StartOfNext(string text, int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index])) index++;
        return index;
    }

    /// <returns>The index of the first character of the word that ends at an index or contains it.</returns>
    public static int StartOfWord(string text, int index)
    {
        while (index > 0 && char.IsWhiteSpace(text[index - 1])) index--;
        while (index > 0 && !char.IsWhiteSpace(text[index - 1])) index--;
        return index;
    }
}
