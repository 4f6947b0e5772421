using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Counts what a reader skips or assumes, so that nothing is lost silently.</summary>
internal sealed class ReadingNotes
{
    private readonly OrderedDictionary<string, (string Plural, int Count, int FirstLine)> _skipped = [];
    private readonly List<string> _sentences = [];

    /// <summary>Whether something was skipped.</summary>
    public bool HasSkipped => _skipped.Count > 0;

    /// <summary>Notes that a piece of the file was skipped.</summary>
    /// <param name="kind">What it is, in the singular without an article, for example <c>trace without points</c>.</param>
    /// <param name="line">The line of the file; 0 if it is unknown.</param>
    /// <param name="plural">The plural of the kind, if it is not formed with an s after the first word.</param>
    public void AddSkipped(string kind, int line, string? plural = null)
    {
        if (!_skipped.TryGetValue(kind, out (string Plural, int Count, int FirstLine) known))
        {
            int space = kind.IndexOf(' ', StringComparison.Ordinal);
            known = (plural ?? (space < 0 ? $"{kind}s" : $"{kind[..space]}s{kind[space..]}"), 0, line);
        }

        _skipped[kind] = known with { Count = known.Count + 1 };
    }

    /// <summary>Adds a sentence about what was assumed or found, unless it was added before.</summary>
    public void Add(string sentence)
    {
        if (!_sentences.Contains(sentence)) _sentences.Add(sentence);
    }

    /// <summary>Notes that a file was only read up to an error in its XML.</summary>
    public void AddDamage(XmlException error) => Add($"The file is damaged at line {error.LineNumber}: only the ink before it was read");

    /// <returns>One sentence about everything skipped, then the others; without full stops.</returns>
    public IReadOnlyList<string> ToSentences()
    {
        if (!HasSkipped) return _sentences;
        string skipped = string.Join(", ", _skipped.Select(each => Text(each.Key, each.Value)));
        return [$"Skipped: {skipped}", .. _sentences];
    }

    private static string Text(string kind, (string Plural, int Count, int FirstLine) known)
    {
        string place = known.FirstLine == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({(known.Count == 1 ? "" : "the first in ")}line {known.FirstLine})");
        return string.Create(CultureInfo.InvariantCulture, $"{known.Count} {(known.Count == 1 ? kind : known.Plural)}{place}");
    }
}
