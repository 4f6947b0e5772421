using System.IO.Compression;

namespace HmRnnInk.Ink;

/// <summary>The files of an IAM-OnDB archive, streamed and never unpacked, or of a folder, or one file.</summary>
public static class IamOnDb
{
    /// <summary>The largest line of the database has 105,268 bytes; what is far above it is no line.</summary>
    private const long LargestFileBytes = 4 << 20;

    /// <summary>The whole database has 0.45 GB.</summary>
    private const long LargestTotalBytes = 8L << 30;

    private const string Mend = "The archive is damaged or cut short: fetch it again.";

    /// <param name="path">A <c>.tar.gz</c>, a folder (read with its subfolders) or an XML file.</param>
    /// <returns>The XML files in it, lazily. Whatever else lies in a folder or archive is passed over.</returns>
    /// <exception cref="InkFormatException">There is nothing at the path, or the archive itself is damaged or hostile.</exception>
    public static IEnumerable<IamOnDbFile> ReadFiles(string path) => ReadFiles(path, IamOnDbPart.LineStrokes);

    /// <summary>Reads the files of one part of the database; see <see cref="ReadFiles(string)"/>.</summary>
    internal static IEnumerable<IamOnDbFile> ReadFiles(string path, IamOnDbPart part)
    {
        if (Directory.Exists(path)) return ReadFolder(path, part);
        if (!File.Exists(path)) throw new InkFormatException($"'{path}': there is no such file or folder. {part.Give}");
        return IsGzip(path) ? ReadArchive(path, part) : [ReadFile(path, Path.GetFileName(path), part)];
    }

    /// <summary>Whether a file starts as gzip does; its name is not asked.</summary>
    internal static bool IsGzip(string path)
    {
        using FileStream file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static IEnumerable<IamOnDbFile> ReadFolder(string folder, IamOnDbPart part)
    {
        foreach (string file in FilesOf(folder, part))
            yield return ReadFile(file, Path.GetRelativePath(folder, file).Replace('\\', '/'), part);
    }

    /// <returns>The part's files under a folder, in ordinal order.</returns>
    internal static string[] FilesOf(string folder, IamOnDbPart part)
    {
        // A link to a folder above would go round for ever; the database's own folders are three deep.
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 16, IgnoreInaccessible = false };
        string[] files = [.. Directory.EnumerateFiles(folder, "*", options).Where(part.Has)];
        Array.Sort(files, string.CompareOrdinal);
        return files;
    }

    private static IamOnDbFile ReadFile(string file, string name, IamOnDbPart part)
    {
        long bytes = new FileInfo(file).Length;
        if (bytes > LargestFileBytes) throw TooLarge(file, bytes, part);
        return new IamOnDbFile(name, File.ReadAllBytes(file));
    }

    private static IEnumerable<IamOnDbFile> ReadArchive(string path, IamOnDbPart part)
    {
        using FileStream file = File.OpenRead(path);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        var archive = new TarArchive(content);
        long totalBytes = 0;
        for (int entry = 1; Guard(path, entry, archive.MoveNext); entry++)
        {
            totalBytes += archive.Size;
            Check(archive, path, totalBytes, part);
            if (archive.IsFile && part.Has(archive.Name)) yield return new IamOnDbFile(archive.Name, Guard(path, entry, archive.Read));
        }

        ReadToEnd(content, path);
    }

    private static T Guard<T>(string path, int entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InkFormatException($"'{path}', entry {entry}: {error.Message} {Mend}", error);
        }
    }

    /// <summary>What follows the last entry is padding, and then the checksum that tells a whole archive from a damaged one.</summary>
    private static void ReadToEnd(GZipStream content, string path)
    {
        var padding = new byte[1 << 16];
        long bytes = 0;
        try
        {
            while (content.Read(padding) is > 0 and int read)
            {
                bytes += read;
                if (bytes > LargestFileBytes) throw new InkFormatException($"'{path}': more than {LargestFileBytes} bytes follow the archive's end. {Mend}");
            }
        }
        catch (InvalidDataException error)
        {
            throw new InkFormatException($"'{path}', at its end: {error.Message} {Mend}", error);
        }
    }

    private static void Check(TarArchive entry, string path, long totalBytes, IamOnDbPart part)
    {
        string name = entry.Name;
        bool leadsOut = name.StartsWith('/') || name.StartsWith('\\') || name.Contains(':') || name.Split('/', '\\').Contains("..");
        if (leadsOut)
        {
            throw new InkFormatException(
                $"'{path}': the entry '{name}' leads out of the archive. Nothing was read from it: get {part.Archive} from its source.");
        }

        if (entry.Size > LargestFileBytes) throw TooLarge($"{path}', entry '{name}", entry.Size, part);
        if (totalBytes > LargestTotalBytes)
        {
            throw new InkFormatException(
                $"'{path}', entry '{name}': the archive unpacks to more than {LargestTotalBytes} bytes; IAM-OnDB has 0.45 GB. "
                + $"Give {part.Archive}.");
        }
    }

    private static InkFormatException TooLarge(string place, long bytes, IamOnDbPart part) =>
        new($"'{place}': {bytes} bytes are too many for a line (at most {LargestFileBytes}). {part.Give}");
}
