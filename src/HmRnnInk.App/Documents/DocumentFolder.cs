using System.Globalization;
using System.IO.Compression;
using System.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The folder of the person's pages: saved documents, and autosaves in <c>autosave/</c>. A running program holds a lock file beside its
/// autosave. A lock file that no program holds was left by a crash.
/// </summary>
public sealed class DocumentFolder(string path)
{
    private const string LockExtension = ".lock";

    /// <summary>The maximum number of autosaves without a lock. Older ones are deleted.</summary>
    private const int MaximumAutosaves = 20;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string AutosavePath => System.IO.Path.Combine(Path, "autosave");

    /// <summary>The default folder, in the documents folder of the user.</summary>
    public static DocumentFolder OfPerson() => new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments, Environment.SpecialFolderOption.DoNotVerify), "HmRnnInk"));

    /// <summary>A free path for a new document, named after the time.</summary>
    public string NewPath(DateTimeOffset now)
    {
        string name = System.IO.Path.Combine(Path, now.ToString("yyyy-MM-dd HH.mm.ss", CultureInfo.InvariantCulture));
        string path = name + DocumentFile.Extension;
        for (int number = 2; System.IO.Path.Exists(path); number++) path = $"{name} {number}{DocumentFile.Extension}";
        return path;
    }

    /// <summary>Locks a free path for a new autosave.</summary>
    /// <exception cref="IOException">The folder cannot be created or written to.</exception>
    internal AutosaveFile BeginAutosave(DateTimeOffset now)
    {
        Directory.CreateDirectory(AutosavePath);
        string name = System.IO.Path.Combine(AutosavePath,
            $"{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}");
        string path = name;
        for (int number = 2; System.IO.Path.Exists(path + DocumentFile.Extension) || System.IO.Path.Exists(path + LockExtension); number++)
            path = $"{name}-{number}";
        return new AutosaveFile(path + DocumentFile.Extension, path + LockExtension);
    }

    /// <summary>Finds the newest autosave of a program that crashed; null if there is none.</summary>
    public StoredPage? FindLost() => Autosaves().FirstOrDefault(page => File.Exists(LockOf(page.Path)));

    /// <summary>Lists the pages that can be opened, the newest first.</summary>
    public IReadOnlyList<StoredPage> Pages()
    {
        try
        {
            IEnumerable<StoredPage> saved = Directory.Exists(Path)
                ? new DirectoryInfo(Path).EnumerateFiles("*" + DocumentFile.Extension).Select(file => Describe(file, unsaved: false))
                : [];
            return [.. saved.Concat(Autosaves()).OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Deletes an autosave and its lock file.</summary>
    public static void DeleteAutosave(string path)
    {
        try
        {
            File.Delete(path);
            File.Delete(LockOf(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The autosave is offered again at the next start, which does no harm.
        }
    }

    /// <summary>Deletes all but the newest autosaves.</summary>
    public void DeleteOldAutosaves()
    {
        foreach (StoredPage page in Autosaves().Skip(MaximumAutosaves)) DeleteAutosave(page.Path);
    }

    private static string LockOf(string path) => System.IO.Path.ChangeExtension(path, LockExtension);

    private List<StoredPage> Autosaves()
    {
        try
        {
            if (!Directory.Exists(AutosavePath)) return [];
            return [.. new DirectoryInfo(AutosavePath).EnumerateFiles("*" + DocumentFile.Extension)
                .Where(file => !IsLocked(LockOf(file.FullName)))
                .Select(file => Describe(file, unsaved: true))
                .OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLocked(string lockPath)
    {
        if (!File.Exists(lockPath)) return false;
        try
        {
            using var free = new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static StoredPage Describe(FileInfo file, bool unsaved) => new(
        file.FullName, unsaved ? "Unsaved page" : System.IO.Path.GetFileNameWithoutExtension(file.Name), file.LastWriteTime,
        CountRows(file.FullName), unsaved);

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
