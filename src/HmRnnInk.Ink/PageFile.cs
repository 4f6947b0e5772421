using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads what a person wrote on a page of the app (docs/dev/document-format.md): the rows as the model read them, in IAM units. Ink that
/// the model wrote is left out.
/// </summary>
public static partial class PageFile
{
    public const string Extension = ".hmink";

    public const string Format = "hmink";

    public const int NewestVersion = 1;

    private const string Fix = "The file is damaged or is not a page of this program. Save the page again.";

    public static bool Is(string path) => Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads the person's ink as one long line. Where the model wrote in between, the person's next row keeps its offset from the model's
    /// last point, as if from a point of the person.
    /// </summary>
    /// <exception cref="InkFormatException">The file is not a page, or no person has written on it.</exception>
    public static PenOffset[] ReadRows(string path)
    {
        Columns rows = Parse(path);
        return PersonRows(rows, 0, rows.Count);
    }

    /// <summary>Reads the person's ink, one line for each ruled line of the page.</summary>
    /// <inheritdoc cref="ReadRows"/>
    public static IReadOnlyList<PenOffset[]> ReadLines(string path)
    {
        Columns rows = Parse(path);
        var lines = new List<PenOffset[]>();
        int start = 0;
        for (int row = 1; row <= rows.Count; row++)
        {
            if (row < rows.Count && rows.Line[row] == rows.Line[start]) continue;
            if (PersonRows(rows, start, row) is { Length: > 0 } line) lines.Add(line);
            start = row;
        }

        return lines;
    }

    private static Columns Parse(string path)
    {
        byte[] content = InkFile.ReadUnpacked(path, out _);
        Page? page;
        try
        {
            page = JsonSerializer.Deserialize(content, PageJson.Default.Page);
        }
        catch (JsonException error)
        {
            throw new InkFormatException($"'{path}': {error.Path} cannot be read (line {error.LineNumber + 1}). {Fix}", error);
        }

        if (page?.Format != Format) throw new InkFormatException($"'{path}': there is no \"format\": \"{Format}\". {Fix}");
        if (page.Version > NewestVersion)
        {
            throw new InkFormatException(
                $"'{path}': its format has version {page.Version}; this program reads up to {NewestVersion}. Use a newer HmRnnInk.");
        }

        if (!page.IsComplete) throw new InkFormatException($"'{path}': the columns of its rows are empty or differ in length. {Fix}");
        if (!page.Rows!.Owner.Contains('P')) throw new InkFormatException($"'{path}': no person has written on this page.");
        return page.Rows;
    }

    /// <returns>The person's rows in a range. The line begins at the first of them, so its offset is 0.</returns>
    private static PenOffset[] PersonRows(Columns rows, int start, int end)
    {
        var found = new List<PenOffset>();
        for (int row = start; row < end; row++)
        {
            if (rows.Owner[row] != 'P') continue;
            bool penUp = rows.PenUp[row] == '1';
            found.Add(found.Count == 0 ? new PenOffset(0, 0, penUp) : new PenOffset(rows.DeltaX[row], rows.DeltaY[row], penUp));
        }

        return [.. found];
    }

    /// <summary>The members of a page's JSON that say what was written on it.</summary>
    private sealed record Page(string? Format = null, int Version = 0, Columns? Rows = null)
    {
        /// <summary>Whether all columns have a value for each row.</summary>
        [JsonIgnore]
        public bool IsComplete => Rows is { Count: > 0 } rows && rows.DeltaX.Length == rows.Count && rows.DeltaY.Length == rows.Count
            && rows.PenUp.Length == rows.Count && rows.Owner.Length == rows.Count && rows.Line.Length == rows.Count;
    }

    /// <summary>One column per field of a row. A string has one character per row.</summary>
    private sealed record Columns(int Count, float[] DeltaX, float[] DeltaY, string PenUp, string Owner, int[] Line);

    [JsonSourceGenerationOptions(
        GenerationMode = JsonSourceGenerationMode.Metadata,
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16)]
    [JsonSerializable(typeof(Page))]
    private sealed partial class PageJson : JsonSerializerContext;
}
