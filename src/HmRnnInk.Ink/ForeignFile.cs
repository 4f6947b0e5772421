namespace HmRnnInk.Ink;

/// <summary>Recognises files of formats that this program does not read by their first bytes, and says what to do instead.</summary>
internal static class ForeignFile
{
    /// <summary>More than the longest signature below.</summary>
    private const int HeadBytes = 512;

    private const int TarMagicAt = 257;

    /// <inheritdoc cref="Describe"/>
    public static string? DescribeFile(string path)
    {
        using FileStream file = RegularFile.OpenRead(path);
        Span<byte> head = stackalloc byte[HeadBytes];
        return Describe(head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)]);
    }

    /// <returns>What the file is and what to do about it, as the end of a sentence; null if the format is none of these.</returns>
    public static string? Describe(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(content.Length, HeadBytes)];
        if (head.IsEmpty) return "the file is empty";
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return "this is a zip archive (or a document that is one, like .docx): unpack it and open a file in it";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
            return "this is an xz archive: unpack it (xz -d) and open what is in it";
        if (head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]))
            return "this is a 7-Zip archive: unpack it and open a file in it";
        if (head.StartsWith("BZh"u8)) return "this is a bzip2 archive: unpack it (bzip2 -d) and open what is in it";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return "this is a Zstandard archive: unpack it and open what is in it";
        if (head.StartsWith("Rar!"u8)) return "this is a RAR archive: unpack it and open a file in it";
        if (head.Length > TarMagicAt && head[TarMagicAt..].StartsWith("ustar"u8))
            return "this is a tar archive, not one piece of ink: unpack it and open one line of it";
        if (head.StartsWith("%PDF"u8)) return "this is a PDF, which has no pen movements";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8))
            return "this is an image, which has no pen movements";
        return IsHtml(head) ? "this is a web page (HTML): perhaps the download needs a login. Download the file itself" : null;
    }

    private static bool IsHtml(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        string text = System.Text.Encoding.Latin1.GetString(head).TrimStart();
        return text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
