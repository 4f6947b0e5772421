using System.Text;

namespace HmRnnInk.Trainer;

/// <summary>Puts a text from a file into Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>
    /// Escapes a text so that it is shown literally, without HTML, links, headings or line breaks. A model file that was trained by
    /// somebody else may contain any text.
    /// </summary>
    /// <param name="maximumLength">The maximum length of a text from a file; the rest is cut off.</param>
    public static string Plain(string text, int maximumLength = 120)
    {
        var plain = new StringBuilder();
        foreach (char character in text.Length <= maximumLength ? text : text[..maximumLength] + "…")
        {
            // A backslash makes any ASCII punctuation literal (CommonMark 2.4), but some renderers pass HTML on.
            if (character is '<') plain.Append("&lt;");
            else if (character is '>') plain.Append("&gt;");
            else if (character is '&') plain.Append("&amp;");
            else if (char.IsControl(character) || char.IsWhiteSpace(character)) plain.Append(' ');
            else if (char.IsAsciiLetterOrDigit(character) || character is '.' or '-' || !char.IsAscii(character)) plain.Append(character);
            else plain.Append('\\').Append(character);
        }

        return plain.ToString();
    }
}
