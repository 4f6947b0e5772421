using System.IO.Compression;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Document files: JSON in gzip. Whole or not at all on the way out; held against limits on the way in.</summary>
public static class DocumentFile
{
    public const string Extension = ".hmink";

    /// <summary>Of the file, and of the JSON in it: a page of a million rows has some 70 MB.</summary>
    public const int MostFileBytes = 64 << 20, MostJsonBytes = 128 << 20;

    internal const string Mend = "The file is damaged or not of this program: get it again, or open an earlier one.";

    /// <exception cref="IOException">The file cannot be written; what was there before is there still.</exception>
    public static void Write(string path, InkDocument document, CompressionLevel compression = CompressionLevel.Optimal)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, file =>
        {
            using var packed = new GZipStream(file, compression, leaveOpen: true);
            DocumentWriter.Write(packed, document);
        });
    }

    /// <param name="defaults">Settings that hold where the document does not say; null for the program's.</param>
    /// <exception cref="InkFormatException">The file is not there, cannot be read, or is no document.</exception>
    public static InkDocument Read(string path, LiveSettings? defaults = null)
    {
        byte[] content;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > MostFileBytes) throw new InkFormatException($"'{path}': {length} bytes; a document has at most {MostFileBytes}. {Mend}");
            content = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InkFormatException($"'{path}': {exception.Message} Needed: a document ({Extension}). Check the path.", exception);
        }

        return Parse(content, path, defaults);
    }

    /// <param name="content">JSON, in gzip or plain.</param>
    /// <param name="source">The name by which errors call the file.</param>
    /// <param name="defaults">As <see cref="Read"/>'s.</param>
    /// <exception cref="InkFormatException">It is no document.</exception>
    public static InkDocument Parse(byte[] content, string source, LiveSettings? defaults = null) =>
        DocumentReader.Parse(content is [0x1F, 0x8B, ..] ? Unpack(content, source) : content, source, defaults ?? new LiveSettings());

    private static ReadOnlySpan<byte> Unpack(byte[] content, string source)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(content, writable: false), CompressionMode.Decompress);
            // It grows with what comes out, not with what the file says will.
            var json = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                if (json.Length + read > MostJsonBytes) throw new InkFormatException($"'{source}': more than {MostJsonBytes} bytes come out of its gzip. {Mend}");
                json.Write(buffer, 0, read);
            }

            return json.GetBuffer().AsSpan(0, (int)json.Length);
        }
        catch (InvalidDataException exception)
        {
            throw new InkFormatException($"'{source}': its gzip is damaged ({exception.Message}). {Mend}", exception);
        }
    }
}
