using System.Buffers;
using System.IO.Compression;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads the files of IAM-OnDB from an archive, a folder, or a single file. An archive is streamed, not unpacked to disk.
/// </summary>
internal static class IamOnDb
{
    /// <summary>The largest line of the database is 105,268 bytes.</summary>
    private const long MaximumFileBytes = 4 << 20;

    /// <summary>The whole database is 0.45 GB when unpacked.</summary>
    private const long MaximumTotalBytes = 8L << 30;

    /// <summary>The whole database has 13,000 files. Each file that cannot be read is reported, which takes memory.</summary>
    private const int MaximumEntries = 200_000;

    /// <summary>
    /// Folders deeper than this are not read. Without a limit, a link to a parent folder would recurse forever. The database's own folders
    /// are three levels deep.
    /// </summary>
    internal const int MaximumDepth = 16;

    private const string Fix = "The archive is damaged or truncated: download it again.";

    /// <summary>Bytes that may be before the first <c>&lt;</c> of XML: byte order marks, the zero byte of UTF-16, and blanks.</summary>
    private static readonly SearchValues<byte> BeforeXml = SearchValues.Create([0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, .. " \t\r\n"u8]);

    /// <param name="path">A <c>.tar.gz</c>, a folder (read with its subfolders) or an XML file.</param>
    /// <returns>The XML files, read lazily. Other files of a folder or archive are skipped.</returns>
    /// <exception cref="InkFormatException">The path does not exist, or the archive is damaged or malicious.</exception>
    public static IEnumerable<IamOnDbFile> ReadFiles(string path) => ReadFiles(path, IamOnDbPart.LineStrokes);

    /// <summary>Reads the files of one part of the database; see <see cref="ReadFiles(string)"/>.</summary>
    internal static IEnumerable<IamOnDbFile> ReadFiles(string path, IamOnDbPart part)
    {
        if (Directory.Exists(path)) return ReadFolder(path, part);
        if (!File.Exists(path)) throw new InkFormatException($"'{path}': there is no such file or folder. {part.Fix}");
        if (!RegularFile.Is(path))
            throw new InkFormatException($"'{path}': expected a file or folder; this is a pipe or a device. {part.Fix}");
        if (IsGzip(path)) return ReadArchive(path, part);
        if (new FileInfo(path).Length == 0) throw new InkFormatException($"'{path}': the file is empty. {part.Fix}");
        if (ForeignFile.At(path) is { } foreign)
            throw new InkFormatException($"'{path}': this is {foreign.Kind}{(foreign.IsArchive ? ": unpack it" : "")}. {part.Fix}");
        if (part.Extension == ".xml" && !MayBeXml(path))
            throw new InkFormatException($"'{path}': this is neither an archive (.tar.gz) nor XML. {part.Fix}");
        return [ReadFile(path, Path.GetFileName(path), part)];
    }

    /// <summary>Whether a file starts with gzip's magic number. Its name does not matter.</summary>
    internal static bool IsGzip(string path)
    {
        using FileStream file = RegularFile.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static bool MayBeXml(string path)
    {
        using FileStream file = RegularFile.OpenRead(path);
        Span<byte> buffer = stackalloc byte[512];
        ReadOnlySpan<byte> head = buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        int first = head.IndexOfAnyExcept(BeforeXml);
        return first >= 0 && head[first] == '<';
    }

    private static IEnumerable<IamOnDbFile> ReadFolder(string folder, IamOnDbPart part)
    {
        foreach (string file in FilesOf(folder, part))
        {
            string name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            // FilesOf lists a folder only if it cannot be read.
            yield return Directory.Exists(file) ? Unreadable(name, "the folder cannot be read") : ReadFile(file, name, part);
        }
    }

    /// <returns>
    /// The paths of the part's files in a folder and its subfolders, and of subfolders that cannot be read, in ordinal order.
    /// </returns>
    internal static string[] FilesOf(string folder, IamOnDbPart part)
    {
        var files = new List<string>();
        Add(folder, MaximumDepth);
        files.Sort(string.CompareOrdinal);
        return [.. files];

        void Add(string from, int depth)
        {
            try
            {
                files.AddRange(Directory.EnumerateFiles(from).Where(part.Has));
                if (depth == 0) return;
                foreach (string inner in Directory.EnumerateDirectories(from)) Add(inner, depth - 1);
            }
            catch (Exception error) when ((error is IOException or UnauthorizedAccessException) && from != folder)
            {
                files.Add(from);
            }
        }
    }

    /// <summary>
    /// Reads a file. A file that cannot be read, such as a broken link, is returned as unreadable, so that the rest of its folder can be
    /// read.
    /// </summary>
    private static IamOnDbFile ReadFile(string file, string name, IamOnDbPart part)
    {
        try
        {
            long bytes = RegularFile.Is(file) ? new FileInfo(file).Length : 0;
            if (bytes > MaximumFileBytes) throw TooLarge($"'{file}'", bytes, part);
            return new IamOnDbFile(name, RegularFile.ReadAllBytes(file, MaximumFileBytes));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable(name, error.Message);
        }
    }

    private static IamOnDbFile Unreadable(string name, string reason) => new(name, []) { Problem = $"'{name}': {reason}" };

    private static IEnumerable<IamOnDbFile> ReadArchive(string path, IamOnDbPart part)
    {
        CheckTar(path, part);
        using FileStream file = RegularFile.OpenRead(path);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        var archive = new TarArchive(content);
        long totalBytes = 0;
        for (int entry = 1; AtEntry(path, entry, archive.MoveNext); entry++)
        {
            totalBytes += archive.Size;
            CheckEntry(archive, path, totalBytes, part);
            if (entry > MaximumEntries)
                throw new InkFormatException($"'{path}': the archive has more than {MaximumEntries} entries. Use {part.Archive}.");
            if (archive.IsFile && part.Has(archive.Name)) yield return new IamOnDbFile(archive.Name, AtEntry(path, entry, archive.Read));
        }

        ReadToEnd(content, path);
    }

    /// <summary>Rejects a gzip file that has no tar archive in it, so that it is not reported as a damaged archive.</summary>
    private static void CheckTar(string path, IamOnDbPart part)
    {
        using FileStream file = RegularFile.OpenRead(path);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        Span<byte> block = stackalloc byte[TarArchive.BlockBytes];
        int read;
        try
        {
            read = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return; // ReadArchive reports the damage
        }

        if (read < block.Length)
        {
            throw new InkFormatException(
                $"'{path}': this gzip file has only {read} bytes in it. It is not an archive, or it is damaged or truncated. {part.Fix}");
        }

        if (!TarArchive.IsHeader(block))
            throw new InkFormatException($"'{path}': this is a gzip file, but there is no tar archive in it. {part.Fix}");
    }

    /// <summary>Reads from an archive, and adds the entry's number to errors.</summary>
    private static T AtEntry<T>(string path, int entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InkFormatException($"'{path}', entry {entry}: {error.Message} {Fix}", error);
        }
    }

    /// <summary>Reads the padding after the last entry, so that gzip checks the checksum at the end.</summary>
    private static void ReadToEnd(GZipStream content, string path)
    {
        var padding = new byte[1 << 16];
        long bytes = 0;
        try
        {
            while (content.Read(padding) is > 0 and int read)
            {
                bytes += read;
                if (bytes > MaximumFileBytes)
                    throw new InkFormatException($"'{path}': more than {MaximumFileBytes} bytes follow the end of the archive. {Fix}");
            }
        }
        catch (InvalidDataException error)
        {
            throw new InkFormatException($"'{path}', at its end: {error.Message} {Fix}", error);
        }
    }

    private static void CheckEntry(TarArchive entry, string path, long totalBytes, IamOnDbPart part)
    {
        string name = entry.Name;
        bool leadsOut = name.StartsWith('/') || name.StartsWith('\\') || name.Contains(':') || name.Split('/', '\\').Contains("..");
        if (leadsOut)
        {
            throw new InkFormatException(
                $"'{path}': the path of the entry '{name}' points outside the archive. The entry was not read: "
                + $"download {part.Archive} from its original source.");
        }

        if (entry.Size > MaximumFileBytes) throw TooLarge($"'{path}', entry '{name}'", entry.Size, part);
        if (totalBytes > MaximumTotalBytes)
        {
            throw new InkFormatException(
                $"'{path}', entry '{name}': the archive unpacks to more than {MaximumTotalBytes} bytes; IAM-OnDB is 0.45 GB. "
                + $"Use {part.Archive}.");
        }
    }

    private static InkFormatException TooLarge(string place, long bytes, IamOnDbPart part) =>
        new($"{place}: {bytes} bytes are too many for a file of {part.Archive} (maximum {MaximumFileBytes}). {part.Fix}");
}
