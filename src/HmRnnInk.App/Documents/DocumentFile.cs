using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Reads and writes document files: the JSON of <see cref="DocumentV1"/> in gzip. A file is written completely or not at all. A file that
/// is read is not trusted: sizes are checked before memory is allocated, and every value is checked before it is used.
/// </summary>
internal static class DocumentFile
{
    public const string Extension = PageFile.Extension;

    private const string Fix = "The file is damaged or was not written by this program. Get it again, or open an earlier one.";

    /// <exception cref="InkFormatException">
    /// <see cref="Read(string, LiveSettings?)"/> would reject the page. Nothing is written.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written. The file that was there before is unchanged.</exception>
    /// <exception cref="FileConflictException"><paramref name="mayReplace"/> does not allow it.</exception>
    /// <param name="mayReplace">As in <see cref="WholeFile.Write"/>.</param>
    /// <returns>The version of the file that was written.</returns>
    public static FileVersion Write(
        string path, InkDocument document, CompressionLevel compression = CompressionLevel.Optimal,
        Func<FileVersion?, bool>? mayReplace = null)
    {
        DocumentV1 json = ToJson(document, path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) PrivateFolder.Create(folder);
        using var hash = SHA256.Create();
        WholeFile.Write(path, file =>
        {
            using var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true);
            using var packed = new GZipStream(hashed, compression, leaveOpen: true);
            JsonSerializer.Serialize(packed, json, DocumentJson.Default.DocumentV1);
        }, ownerOnly: true, mayReplace);
        return new FileVersion(Convert.ToHexString(hash.Hash!));
    }

    /// <param name="defaults">Settings for what the document does not contain; null for the defaults of the program.</param>
    /// <exception cref="InkFormatException">The file does not exist, cannot be read, or is not a document.</exception>
    public static InkDocument Read(string path, LiveSettings? defaults = null) => Read(path, defaults, out _);

    /// <param name="version">The version of the file that was read.</param>
    /// <inheritdoc cref="Read(string, LiveSettings?)"/>
    public static InkDocument Read(string path, LiveSettings? defaults, out FileVersion version)
    {
        try
        {
            using FileStream file = OpenRead(path);
            version = FileVersion.Of(file);
            return Read(file, path, defaults);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InkFormatException($"'{path}': {error.Message} Expected a document ({Extension}). Check the path.", error);
        }
    }

    /// <param name="content">A seekable stream at its start, with JSON in gzip or plain JSON.</param>
    /// <param name="source">The name of the file in error messages.</param>
    /// <param name="defaults">As for <see cref="Read(string, LiveSettings?)"/>.</param>
    /// <exception cref="InkFormatException">The content is not a document.</exception>
    public static InkDocument Read(Stream content, string source, LiveSettings? defaults = null)
    {
        var check = new DocumentCheck(source, Fix);
        ReadOnlySpan<byte> json = Unpack(content, check);
        try
        {
            return Parse(json, check, defaults ?? new LiveSettings());
        }
        catch (JsonException fault)
        {
            throw JsonFault.Of(fault, json, check);
        }
    }

    /// <summary>Opens a regular file that is not larger than the largest document.</summary>
    /// <exception cref="IOException">The file does not exist, is not such a file, or cannot be read.</exception>
    internal static FileStream OpenRead(string path) => RegularFile.OpenRead(path, DocumentLimits.MaximumFileBytes);

    private static DocumentV1 ToJson(InkDocument document, string target)
    {
        var check = new DocumentCheck(target, "A page saved like this could not be opened again. Undo the last change and save again.");
        if (document.Rows.Length > DocumentLimits.MaximumRows)
        {
            throw check.Fault(
                $"the page has {document.Rows.Length:#,0} points; a document has at most {DocumentLimits.MaximumRows:#,0}",
                fixOfThis: "Continue on a new page, or delete some ink.");
        }

        DocumentV1 json = DocumentMapping.ToJson(document);
        json.Validate(check);
        return json;
    }

    private static InkDocument Parse(ReadOnlySpan<byte> json, DocumentCheck check, LiveSettings defaults)
    {
        DocumentHeader? header = JsonSerializer.Deserialize(json, DocumentJson.Default.DocumentHeader);
        if (header?.Format != PageFile.Format)
        {
            string found = header?.Format is { } other ? $"\"{JsonFault.Short(other)}\"" : "missing";
            throw check.Fault($"format is {found}; expected \"{PageFile.Format}\": this is not a document");
        }

        if (header.Version > PageFile.NewestVersion)
            throw check.Fault($"its format has version {header.Version}; this program reads up to {PageFile.NewestVersion}",
                fixOfThis: "Open it with a newer HmRnnInk.");
        CheckLists(json, check);
        // To add a version: add a type DocumentV2 and a case here, and split DocumentMapping.ToDocument into V1 to V2, and V2 to
        // InkDocument.
        DocumentV1 document = header.Version switch
        {
            1 => JsonSerializer.Deserialize(json, DocumentJson.Default.DocumentV1)!,
            _ => throw check.Fault($"version is {header.Version}; expected 1 to {PageFile.NewestVersion}"),
        };
        document.Validate(check);
        return DocumentMapping.ToDocument(document, defaults);
    }

    /// <summary>
    /// Rejects a list that is longer than the longest page, before memory for it is allocated. A list takes up to eight times the memory of
    /// its JSON.
    /// </summary>
    internal static void CheckLists(ReadOnlySpan<byte> json, DocumentCheck check)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DocumentLimits.MaximumDepth });
        Span<int> items = stackalloc int[DocumentLimits.MaximumDepth + 1];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) continue;
            if (++items[reader.CurrentDepth] > DocumentLimits.MaximumRows)
                throw check.Fault($"it contains a list of more than {DocumentLimits.MaximumRows} items at byte {reader.TokenStartIndex}");
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) items[reader.CurrentDepth + 1] = 0;
        }
    }

    private static ReadOnlySpan<byte> Unpack(Stream content, DocumentCheck check)
    {
        byte[] start = new byte[2];
        bool packed = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
        content.Position = 0;
        using Stream unpacked = packed ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true) : content;
        try
        {
            var json = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                if (json.Length + read > DocumentLimits.MaximumFileBytes)
                    throw check.Fault($"its gzip unpacks to more than {DocumentLimits.MaximumFileBytes} bytes");
                json.Write(buffer, 0, read);
            }

            return json.GetBuffer().AsSpan(0, (int)json.Length);
        }
        catch (InvalidDataException exception)
        {
            throw check.Fault($"its gzip is damaged ({exception.Message})", exception);
        }
    }
}
