using System.Text;

namespace HmRnnInk.Ink;

/// <summary>Recognises, by its first bytes, a file of a format that people give by mistake, and says what to do instead.</summary>
/// <param name="Kind">What the file is, such as "a zip archive".</param>
/// <param name="IsArchive">Whether the file that is needed may be inside it.</param>
/// <param name="OfInk">What follows the kind in a message if ink was expected: how to get ink from the file, or why it has none.</param>
public sealed record ForeignFile(string Kind, bool IsArchive, string OfInk)
{
    /// <summary>More than the longest signature below.</summary>
    private const int HeadBytes = 512;

    private const int TarMagicAt = 257;

    private const string OpenOne = ": unpack it and open a file in it", NoPen = ", which has no pen movements";

    private static readonly ForeignFile
        Tar = new("a tar archive", true, ", not one piece of ink: unpack it and open one line of it"),
        Model = new("a model (.safetensors)", false, NoPen + ": use it with --model"),
        Page = new("a page of HmRnnInk", false, ", which can be opened under a name that ends with .hmink, but not replayed"),
        WebPage = new("a web page (HTML): perhaps the download needs a login. Download the file itself", false, "");

    private static readonly (byte[] Start, ForeignFile File)[] Signatures =
    [
        ("PK\u0003\u0004"u8.ToArray(), new("a zip archive (or a document that is one, like .docx)", true, OpenOne)),
        ("PK\u0005\u0006"u8.ToArray(), new("an empty zip archive", true, OpenOne)),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], new("an xz archive", true, ": unpack it (xz -d) and open what is in it")),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], new("a 7-Zip archive", true, OpenOne)),
        ("BZh"u8.ToArray(), new("a bzip2 archive", true, ": unpack it (bzip2 -d) and open what is in it")),
        ([0x28, 0xB5, 0x2F, 0xFD], new("a Zstandard archive", true, ": unpack it and open what is in it")),
        ("Rar!"u8.ToArray(), new("a RAR archive", true, OpenOne)),
        ([0x1F, 0x8B], new("a gzip archive", true, ": unpack it (gzip -d) and open what is in it")),
        ("%PDF"u8.ToArray(), new("a PDF", false, NoPen)),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], new("an image", false, NoPen)),
        ([0xFF, 0xD8, 0xFF], new("an image", false, NoPen)),
        ("GIF8"u8.ToArray(), new("an image", false, NoPen)),
    ];

    /// <inheritdoc cref="Of"/>
    public static ForeignFile? At(string path)
    {
        using FileStream file = RegularFile.OpenRead(path);
        Span<byte> head = stackalloc byte[HeadBytes];
        return Of(head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)]);
    }

    /// <returns>The format; null if it is none of those above.</returns>
    public static ForeignFile? Of(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(content.Length, HeadBytes)];
        foreach ((byte[] start, ForeignFile file) in Signatures)
            if (head.StartsWith(start)) return file;
        if (head.Length > TarMagicAt && head[TarMagicAt..].StartsWith("ustar"u8)) return Tar;
        return IsModel(head) ? Model : IsPage(head) ? Page : IsHtml(head) ? WebPage : null;
    }

    /// <summary>Safetensors begin with the length of their header in eight bytes, and the header is JSON.</summary>
    private static bool IsModel(ReadOnlySpan<byte> head) => head.Length > 9 && head[5..9].SequenceEqual("\0\0\0{"u8) && head[9] == '"';

    private static bool IsPage(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && head.IndexOf("\"hmink\""u8) > 0;

    private static bool IsHtml(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        string text = Encoding.Latin1.GetString(head).TrimStart();
        return text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
