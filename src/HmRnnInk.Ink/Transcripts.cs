using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Ink;

/// <summary>The texts of IAM-OnDB's lines: for each form, one text per line of ink, from the <c>CSR:</c> part of the form's file.</summary>
/// <remarks>
/// The <c>OCR:</c> part has the printed text that the writers copied, with different line breaks. In both parts, <c>#</c> means a word that
/// was crossed out, and punctuation is sometimes separated by spaces.
/// </remarks>
public sealed class Transcripts
{
    private const string Heading = "CSR:";

    private Transcripts(IReadOnlyDictionary<string, IReadOnlyList<string>> forms, IReadOnlyList<string> skipped) =>
        (Forms, Skipped) = (forms, skipped);

    /// <summary>The texts of each form's lines, by the form's id, for example <c>a01-000u</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Forms { get; }

    /// <summary>
    /// SHA-256 of the forms and their lines, in lower-case hexadecimal digits. It does not depend on how the files are packed.
    /// </summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Forms.Select(form => $"{form.Key}\n{string.Concat(form.Value.Select(line => line + "\n"))}\n")))));

    /// <summary>An error message for each text file that is not a transcript.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <param name="path">IAM-OnDB's <c>ascii-all.tar.gz</c>, a folder of its text files, or one of them.</param>
    /// <exception cref="InkFormatException">There is no transcript, or the archive is damaged.</exception>
    public static Transcripts Load(string path)
    {
        var forms = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var skipped = new List<string>();
        foreach (IamOnDbFile file in IamOnDb.ReadFiles(path, IamOnDbPart.Transcripts))
        {
            string form = Path.GetFileNameWithoutExtension(file.Name);
            if (file.Problem is not null)
                skipped.Add(file.Problem);
            else if (Parse(file.Content) is not { } lines)
                skipped.Add($"'{file.Name}': this is not a transcript: the file has no line '{Heading}'.");
            else if (!forms.TryAdd(form, lines))
                skipped.Add($"'{file.Name}': there is another transcript of the form '{form}'. Keep one of them.");
        }

        if (forms.Count > 0) return new(forms, skipped);
        string found = skipped.Count == 0 ? "there are no text files in it."
            : File.Exists(path) && !IamOnDb.IsGzip(path) ? $"this is not a transcript: it has no line '{Heading}'."
            : $"none of its {skipped.Count} text files has a line '{Heading}'.";
        throw new InkFormatException($"'{path}': {found} {IamOnDbPart.Transcripts.Fix}");
    }

    /// <summary>Finds the text of each line of ink. Forms with different numbers of lines of ink and of text are left out.</summary>
    public TranscriptPairing PairWith(LineDataset dataset) => PairWith([.. dataset.Lines.Select(line => line.Id), .. dataset.OtherIds]);

    /// <param name="lineIds">Must contain all lines of ink of a form; otherwise their number differs from the transcript's.</param>
    public TranscriptPairing PairWith(IReadOnlyCollection<string> lineIds)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var leftOut = new List<TranscriptPairing.Omission>();
        foreach ((string form, string[] ids) in ByForm(lineIds))
        {
            if (!Forms.TryGetValue(form, out IReadOnlyList<string>? lines)) LeaveOut("no transcript");
            else if (lines.Count != ids.Length) LeaveOut($"{ids.Length} lines of ink, {lines.Count} of text");
            else if (Pair(ids, lines) is not { } pairs) LeaveOut($"its lines are not numbered from 1 to {ids.Length}");
            else foreach ((string id, string text) in pairs) texts.Add(id, text);

            void LeaveOut(string reason) => leftOut.Add(new(form, ids.Length, reason));
        }

        return new(texts, leftOut);
    }

    private static IEnumerable<(string Form, string[] Ids)> ByForm(IEnumerable<string> lineIds) =>
        lineIds.GroupBy(InkLine.FormOf, StringComparer.Ordinal).OrderBy(form => form.Key, StringComparer.Ordinal)
            .Select(form => (form.Key, form.ToArray()));

    /// <returns>Null if the ids are not numbered from 1 to the number of lines.</returns>
    private static (string Id, string Text)[]? Pair(string[] ids, IReadOnlyList<string> lines)
    {
        var pairs = new (string Id, string Text)[lines.Count];
        foreach (string id in ids)
        {
            int number = InkLine.NumberOf(id) ?? 0;
            if (number < 1 || number > lines.Count || pairs[number - 1].Id is not null) return null;
            pairs[number - 1] = (id, lines[number - 1]);
        }

        return pairs;
    }

    private static string[]? Parse(byte[] content)
    {
        // The files are ASCII. Latin-1 never fails: it maps every byte to a character.
        string[] lines = Encoding.Latin1.GetString(content).Split('\n', StringSplitOptions.TrimEntries);
        int heading = Array.IndexOf(lines, Heading);
        return heading < 0 ? null : [.. lines.Skip(heading + 1).Where(line => line.Length > 0)];
    }
}
