using System.Globalization;
using System.IO.Compression;
using System.Text;
using HmRnnInk.App.Documents.Autosaves;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The folder of the person's pages: saved documents, and autosaves in <c>autosave/</c>. A running program holds a lock file beside its
/// autosave. A lock file that no program holds was left by a crash. Autosaves of pages that were never saved stay until the person deletes
/// them.
/// </summary>
public sealed class DocumentFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string AutosavePath => System.IO.Path.Combine(Path, "autosave");

    /// <summary>The default folder, in the documents folder of the user.</summary>
    public static DocumentFolder OfPerson() => new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments, Environment.SpecialFolderOption.DoNotVerify), "HmRnnInk"));

    /// <summary>Folders outside the person's pages, for a page that cannot be kept there.</summary>
    public static IEnumerable<string> Elsewhere() =>
        [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), System.IO.Path.GetTempPath()];

    /// <summary>A free path for a new document, named after the time.</summary>
    public string NewPath(DateTimeOffset now)
    {
        string path = System.IO.Path.Combine(
            Path, now.ToString("yyyy-MM-dd HH.mm.ss", CultureInfo.InvariantCulture) + DocumentFile.Extension);
        return System.IO.Path.Exists(path) ? Beside(path) : path;
    }

    /// <summary>A free path with the name of another document and a number.</summary>
    public static string Beside(string path)
    {
        string name = System.IO.Path.ChangeExtension(path, null), free = path;
        for (int number = 2; free == path || System.IO.Path.Exists(free); number++) free = $"{name} {number}{DocumentFile.Extension}";
        return free;
    }

    /// <summary>Locks a free path for a new autosave.</summary>
    /// <exception cref="IOException">The folder cannot be created or written to.</exception>
    internal AutosaveFile BeginAutosave(DateTimeOffset now)
    {
        UserOnly.CreateFolder(AutosavePath);
        AutosaveFile.DeleteEmpty(AutosavePath);
        string name = System.IO.Path.Combine(AutosavePath,
            $"{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}");
        string path = name + DocumentFile.Extension;
        for (int number = 2; AutosaveFile.Exists(path); number++) path = $"{name}-{number}{DocumentFile.Extension}";
        return new AutosaveFile(path);
    }

    /// <summary>Finds the newest autosave of a program that crashed; null if there is none.</summary>
    public StoredPage? FindLost() => Autosaves().FirstOrDefault(page => File.Exists(AutosaveFile.LockOf(page.Path)));

    /// <summary>Lists the pages that can be opened, the newest first.</summary>
    public IReadOnlyList<StoredPage> Pages()
    {
        try
        {
            IEnumerable<StoredPage> saved = Directory.Exists(Path)
                ? Directory.EnumerateFiles(Path, "*" + DocumentFile.Extension).Where(RegularFile.Is).Select(DescribeSaved)
                : [];
            return [.. saved.Concat(Autosaves()).OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private List<StoredPage> Autosaves()
    {
        try
        {
            if (!Directory.Exists(AutosavePath)) return [];
            return [.. AutosaveFile.AllIn(AutosavePath).Where(path => !AutosaveFile.IsLocked(path)).Select(DescribeUnsaved)
                .OfType<StoredPage>().OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static StoredPage DescribeSaved(string path) => new(
        path, System.IO.Path.GetFileNameWithoutExtension(path), File.GetLastWriteTime(path), CountRows(path), Unsaved: false);

    /// <returns>Null if the autosave has no regular files.</returns>
    private static StoredPage? DescribeUnsaved(string path)
    {
        string[] files = [.. AutosaveFile.JournalsOf(path).Select(journal => journal.Path).Append(path).Where(RegularFile.Is)];
        if (files.Length == 0) return null;
        return new StoredPage(path, "Unsaved page", files.Max(File.GetLastWriteTime), AutosaveReader.CountRows(path) ?? CountRows(path),
            Unsaved: true);
    }

    /// <summary>Reads the number of rows, which stands near the start of the JSON.</summary>
    private static int? CountRows(string path)
    {
        try
        {
            using var packed = new GZipStream(DocumentFile.OpenRead(path), CompressionMode.Decompress);
            byte[] start = new byte[4096];
            string text = Encoding.UTF8.GetString(start, 0, packed.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
            const string Before = "\"rows\":{\"count\":";
            int place = text.IndexOf(Before, StringComparison.Ordinal);
            if (place < 0) return null;
            string digits = new([.. text.Skip(place + Before.Length).TakeWhile(char.IsAsciiDigit)]);
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) ? rows : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or InkFormatException)
        {
            return null;
        }
    }
}
