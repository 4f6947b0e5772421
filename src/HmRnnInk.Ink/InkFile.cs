using System.IO.Compression;
using System.Xml;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads a file with one piece of ink: InkML, a line of IAM-OnDB, a document of Xournal++, or the strokes of an SVG; uncompressed or in
/// gzip. The format is recognised by the content.
/// </summary>
public static class InkFile
{
    private const long MaximumFileBytes = 64 << 20, MaximumUnpackedBytes = 128 << 20;

    private const string Fix = "Use an InkML file, a line of IAM-OnDB, an .xopp file of Xournal++, or an SVG with stroked paths.";

    /// <returns>The strokes of the file.</returns>
    /// <inheritdoc cref="Open"/>
    public static StrokeCollection Read(string path) => Open(path).Ink;

    /// <exception cref="InkFormatException">The file cannot be read, has another format, or has no readable ink.</exception>
    public static ReadInk Open(string path)
    {
        byte[] content = ReadUnpacked(path, out bool isPacked);
        if (content.Length == 0) throw new InkFormatException($"'{path}': the file is empty. {Fix}");
        if (ForeignFile.Of(content) is { } foreign)
        {
            string place = isPacked ? "in the gzip archive, " : "";
            throw new InkFormatException($"'{path}': {place}this is {foreign.Kind}{foreign.OfInk}. {Fix}");
        }

        string text = InkXml.Text(content);
        return RootElement(text, path) switch
        {
            "ink" => new InkMlReader(text, path).Read(),
            "WhiteboardCaptureSession" or "form" => OfIam(IamLineXml.Parse(content, path)),
            "xournal" => XournalXml.Read(text, path),
            "svg" => SvgReader.Read(text, path),
            var root => throw new InkFormatException(
                $"'{path}': the root element is <{root}>; expected <ink> (InkML), <WhiteboardCaptureSession> (IAM-OnDB), <xournal> or "
                + $"<svg>. {Fix}"),
        };
    }

    /// <summary>A file in IAM-OnDB's format is in IAM units, unless the size of its writing is very different.</summary>
    private static ReadInk OfIam(StrokeCollection ink) =>
        new(ink) { XHeight = HandSize.UnitsPerIamUnit(ink) is { } size && !HandSize.IsUsual(size) ? null : TrainingPen.XHeight };

    private static string RootElement(string text, string path)
    {
        try
        {
            using XmlReader reader = InkXml.Open(text);
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element) return reader.LocalName;
        }
        catch (XmlException error)
        {
            throw new InkFormatException(
                text.AsSpan().TrimStart().StartsWith('<')
                    ? $"'{path}', line {error.LineNumber}: this is not well-formed XML ({error.Message}). {Fix}"
                    : $"'{path}': this is not XML. {Fix}",
                error);
        }

        throw new InkFormatException($"'{path}': this is not XML: there is no XML element in it. {Fix}");
    }

    /// <summary>Reads the bytes of a file. If it is a gzip archive, reads what is in it.</summary>
    /// <exception cref="InkFormatException">The file cannot be read, or is too large.</exception>
    internal static byte[] ReadUnpacked(string path, out bool isPacked)
    {
        byte[] content = ReadBytes(path);
        isPacked = content is [0x1F, 0x8B, ..];
        return isPacked ? Unpack(content, path) : content;
    }

    private static byte[] Unpack(byte[] packed, string path)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var content = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            while (gzip.Read(buffer) is > 0 and int read)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MaximumUnpackedBytes)
                {
                    throw new InkFormatException(
                        $"'{path}': this gzip archive has more than {MaximumUnpackedBytes} bytes, too many for one piece of ink. {Fix}");
                }
            }

            return content.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw new InkFormatException($"'{path}': this gzip archive is damaged: {error.Message} {Fix}", error);
        }
    }

    internal static byte[] ReadBytes(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path)) throw new InkFormatException($"'{path}': this is a folder; expected a file. {Fix}");
            if (!file.Exists) throw new InkFormatException($"'{path}': there is no such file. {Fix}");
            if (RegularFile.Is(path) && file.Length > MaximumFileBytes)
            {
                throw new InkFormatException(
                    $"'{path}': {file.Length} bytes are too many for a piece of ink (maximum {MaximumFileBytes}). {Fix}");
            }

            return RegularFile.ReadAllBytes(path, MaximumFileBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // ArgumentException is thrown for an invalid path.
            throw new InkFormatException($"'{path}': the file cannot be read: {error.Message} {Fix}", error);
        }
    }
}
