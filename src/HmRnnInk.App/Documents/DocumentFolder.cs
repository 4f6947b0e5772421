using System.Globalization;
using System.IO.Compression;
using System.Text;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The folder of the person's pages: saved documents, and autosaves in <c>autosave/</c>. A running program holds a lock file beside its
/// autosave. A lock file that no program holds was left by a crash. The autosave of a page with unsaved changes stays until they are saved
/// or the person deletes it.
/// </summary>
internal sealed class DocumentFolder(string path)
{
    private readonly NamedFiles _files = new(System.IO.Path.GetFullPath(path), DocumentFile.Extension);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string AutosavePath => System.IO.Path.Combine(Path, "autosave");

    /// <summary>The default folder, in the documents folder of the user.</summary>
    public static DocumentFolder OfPerson() => new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments, Environment.SpecialFolderOption.DoNotVerify), "HmRnnInk"));

    /// <summary>Folders outside the person's pages, for a page that cannot be saved there.</summary>
    public static IEnumerable<string> FallbackFolders() =>
        [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), System.IO.Path.GetTempPath()];

    /// <summary>A free path for a new document, named after the present time.</summary>
    public string NewPath() =>
        NamedFiles.FreePath(System.IO.Path.Combine(Path, NameOf(TimeProvider.System.GetLocalNow()) + DocumentFile.Extension));

    /// <summary>A free path with the name of another document and a number.</summary>
    public static string Beside(string path)
    {
        string name = System.IO.Path.ChangeExtension(path, null), free = path;
        for (int number = 2; free == path || System.IO.Path.Exists(free); number++) free = $"{name} {number}{DocumentFile.Extension}";
        return free;
    }

    /// <summary>Locks a free path for a new autosave.</summary>
    /// <exception cref="IOException">The folder cannot be created or written to.</exception>
    internal AutosaveFile BeginAutosave()
    {
        PrivateFolder.Create(AutosavePath);
        AutosaveFile.DeleteUnusedLocks(AutosavePath);
        string name = System.IO.Path.Combine(AutosavePath, string.Create(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
        string path = name + DocumentFile.Extension;
        for (int number = 2; AutosaveFile.Exists(path); number++) path = $"{name}-{number}{DocumentFile.Extension}";
        return new AutosaveFile(path);
    }

    /// <summary>Finds the newest autosave of a program that crashed; null if there is none.</summary>
    public StoredPage? FindLost() => Autosaves().FirstOrDefault(page => File.Exists(AutosaveFile.LockOf(page.Path)));

    /// <summary>Lists the pages that can be opened, the newest first.</summary>
    public IReadOnlyList<StoredPage> Pages() => NewestFirst(() => SavedIn(Path).Concat(Autosaves()));

    /// <summary>Lists the pages that were deleted, the last written first.</summary>
    public IReadOnlyList<StoredPage> Deleted() => NewestFirst(() => SavedIn(_files.DeletedFolder));

    /// <summary>Gives a page another name. An autosave becomes a document.</summary>
    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The name is taken or cannot be that of a file, or the file cannot be moved.</exception>
    /// <exception cref="InkFormatException">The autosave cannot be read.</exception>
    public string Rename(StoredPage page, string name) =>
        page.Unsaved ? SaveUnsaved(page, _files.NewPath(name)) : _files.Rename(page.Path, name);

    /// <summary>
    /// Moves a page to the folder of deleted pages, from which it can come back. If its name is taken there, it gets a number.
    /// </summary>
    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    /// <exception cref="InkFormatException">The autosave cannot be read.</exception>
    public string Delete(StoredPage page)
    {
        PrivateFolder.Create(_files.DeletedFolder);
        if (!page.Unsaved) return _files.Delete(page.Path);
        return SaveUnsaved(page, _files.NewDeletedPath($"{page.Name} {NameOf(page.Written)}"));
    }

    /// <summary>Brings a deleted page back. If its name is taken, it gets a number.</summary>
    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public string Restore(StoredPage page) => _files.Restore(page.Path);

    /// <summary>Reads a page without opening it.</summary>
    /// <exception cref="InkFormatException">The page cannot be read.</exception>
    public static InkDocument Read(StoredPage page) =>
        page.Unsaved ? AutosaveReader.Read(page.Path, new LiveSettings()) : DocumentFile.Read(page.Path);

    /// <summary>A time as a part of a file name, without the colons that Windows forbids.</summary>
    private static string NameOf(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH.mm.ss", CultureInfo.InvariantCulture);

    private static string SaveUnsaved(StoredPage page, string path)
    {
        DocumentFile.Write(path, Read(page) with { Generation = 0 });
        AutosaveFile.Delete(page.Path);
        return path;
    }

    private static IEnumerable<StoredPage> SavedIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + DocumentFile.Extension).Where(RegularFile.Is).Select(DescribeSaved)
        : [];

    private List<StoredPage> Autosaves() => NewestFirst(() => Directory.Exists(AutosavePath)
        ? AutosaveFile.AllIn(AutosavePath).Where(path => !AutosaveFile.IsLocked(path)).Select(DescribeUnsaved).OfType<StoredPage>()
        : []);

    /// <returns>The pages that are found; none if the folder cannot be read.</returns>
    private static List<StoredPage> NewestFirst(Func<IEnumerable<StoredPage>> find)
    {
        try
        {
            return [.. find().OrderByDescending(page => page.Written)];
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
