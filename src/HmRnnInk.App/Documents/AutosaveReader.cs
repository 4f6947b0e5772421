using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Reads the autosave of a program that has ended: the page as it was autosaved, and then the changes in the journals. A journal may end
/// within a line; that line is ignored.
/// </summary>
internal static class AutosaveReader
{
    private const string Fix = "The journal is damaged. What was written before it can still be opened from the autosave.";

    /// <param name="path">The path of the autosave, which need not exist if there is a journal.</param>
    /// <exception cref="InkFormatException">
    /// The autosave cannot be read, and no readable journal begins with the whole page.
    /// </exception>
    public static InkDocument Read(string path, LiveSettings defaults)
    {
        InkDocument? page = null;
        InkFormatException? failure = null;
        try
        {
            page = DocumentFile.Read(path, defaults);
        }
        catch (InkFormatException error)
        {
            failure = error;
        }

        foreach ((int generation, string journal) in Journals(path))
            if (generation >= (page?.Generation ?? 0)) page = Apply(page, journal, defaults);
        return page ?? throw failure!;
    }

    /// <returns>The number of rows on the page; null if no journal says it.</returns>
    public static int? CountRows(string path)
    {
        int? rows = null;
        foreach ((_, string journal) in Journals(path))
            if (Lines(journal).LastOrDefault() is { IsEmpty: false } line && TryParse(line, DocumentJson.Default.Change) is { } change)
                rows = change.From + change.Rows.Count;
        return rows;
    }

    private static IReadOnlyList<(int Generation, string Path)> Journals(string path)
    {
        try
        {
            return AutosaveFile.JournalsOf(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static InkDocument? Apply(InkDocument? page, string journal, LiveSettings defaults)
    {
        JournalV1.Header? header = null;
        List<PageRow> rows = page is null ? [] : [.. page.Rows.Span];
        int from = rows.Count;
        DocumentV1.HandSums? hand = null;
        string text = "";
        var check = new DocumentCheck(journal, Fix);
        foreach (ReadOnlyMemory<byte> line in Lines(journal))
        {
            if (header is null)
            {
                header = TryParse(line, DocumentJson.Default.Header);
                if (header is not { Format: JournalV1.Format, Version: JournalV1.Version }) return page;
                continue;
            }

            // Changes after a missing or damaged one cannot be applied.
            if (TryParse(line, DocumentJson.Default.Change) is not { } change || !Fits(change, rows.Count, check)) break;
            from = Math.Min(from, change.From);
            (hand, text) = (change.Hand, change.Text?.Now ?? "");
            rows.RemoveRange(change.From, rows.Count - change.From);
            int stroke = rows.Count == 0 ? 0 : rows[^1].Stroke + (rows[^1].Offset.PenUp ? 1 : 0);
            PageRow[] changed = DocumentMapping.ToRows(change.Rows);
            if (change.Text is not null) TextMapping.ToRows(change.Text, changed);
            foreach (PageRow row in changed) rows.Add(row with { Stroke = row.Stroke + stroke });
        }

        if (hand is null) return page;
        return (page ?? New(header!, hand, check, defaults)) with
        {
            Rows = rows.ToArray(),
            TracedRows = Math.Min(page?.TracedRows ?? 0, from),
            Hand = DocumentMapping.ToEstimate(hand),
            Text = text,
            Snapshot = null,
            Pen = null,
        };
    }

    /// <summary>A page that has a journal but no autosave.</summary>
    private static InkDocument New(JournalV1.Header header, DocumentV1.HandSums hand, DocumentCheck check, LiveSettings defaults)
    {
        var empty = new DocumentV1(PageFile.Format, Version: 1, hand, DocumentMapping.ToJson([], 0), Settings: header.Settings,
            Look: header.Look);
        empty.Validate(check);
        return DocumentMapping.ToDocument(empty, defaults);
    }

    private static bool Fits(JournalV1.Change change, int rows, DocumentCheck check)
    {
        if (change.From < 0 || change.From > rows || change.From + (long)change.Rows.Count > DocumentLimits.MaximumRows) return false;
        try
        {
            new DocumentV1(PageFile.Format, Version: 1, change.Hand, change.Rows, Text: change.Text).Validate(check);
            return true;
        }
        catch (InkFormatException)
        {
            return false;
        }
    }

    /// <returns>The complete lines of a file; none if it cannot be read.</returns>
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(string path)
    {
        ReadOnlyMemory<byte> content;
        try
        {
            content = RegularFile.ReadAllBytes(path, DocumentLimits.MaximumFileBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        for (int end; (end = content.Span.IndexOf((byte)'\n')) >= 0; content = content[(end + 1)..]) yield return content[..end];
    }

    private static T? TryParse<T>(ReadOnlyMemory<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            DocumentFile.CheckLists(line.Span, new DocumentCheck(JournalV1.Format, Fix));
            return JsonSerializer.Deserialize(line.Span, type);
        }
        catch (Exception error) when (error is JsonException or InkFormatException)
        {
            return null;
        }
    }
}
