using System.Globalization;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The autosave of a page, its journals, and the lock that a running program holds on them. <c>NAME.hmink</c> is the page at some time, and
/// <c>NAME.N.journal</c> has the changes since the autosave of generation N was begun, or starts with the whole page.
/// </summary>
internal sealed class AutosaveFile : IDisposable
{
    private const string LockExtension = ".lock", JournalExtension = ".journal";

    private readonly FileStream _lock;

    /// <summary>Locks an autosave. Its files need not exist.</summary>
    /// <exception cref="IOException">Another program has locked it, or the folder cannot be written to.</exception>
    public AutosaveFile(string path)
    {
        Path = path;
        _lock = new FileStream(LockOf(path), OptionsOfNewFile());
    }

    public string Path { get; }

    public static string LockOf(string path) => System.IO.Path.ChangeExtension(path, LockExtension);

    public static string JournalOf(string path, int generation) =>
        System.IO.Path.ChangeExtension(path, generation.ToString(CultureInfo.InvariantCulture) + JournalExtension);

    /// <summary>Whether any file of an autosave exists.</summary>
    public static bool Exists(string path) =>
        System.IO.Path.Exists(path) || System.IO.Path.Exists(LockOf(path)) || JournalsOf(path).Count > 0;

    /// <summary>Options to create a file that does not exist yet and that only its owner can read.</summary>
    public static FileStreamOptions OptionsOfNewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <returns>The journals of an autosave with their generations, the oldest first.</returns>
    public static IReadOnlyList<(int Generation, string Path)> JournalsOf(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        return [.. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, name + ".*" + JournalExtension)
            .Select(file => (Generation: GenerationOf(file), Path: file)).Where(file => file.Generation >= 0).Order()];

        static int GenerationOf(string file) => int.TryParse(
            System.IO.Path.GetExtension(System.IO.Path.GetFileNameWithoutExtension(file)).TrimStart('.'), NumberStyles.None,
            CultureInfo.InvariantCulture, out int generation) ? generation : -1;
    }

    /// <returns>The path of each autosave in a folder, also of those that have only journals.</returns>
    public static IEnumerable<string> AllIn(string folder) =>
        Directory.EnumerateFiles(folder, "*" + DocumentFile.Extension)
            .Concat(Directory.EnumerateFiles(folder, "*" + JournalExtension).Select(AutosaveOf))
            .Distinct();

    /// <summary>The path of the autosave of a journal.</summary>
    private static string AutosaveOf(string journal) =>
        System.IO.Path.ChangeExtension(System.IO.Path.ChangeExtension(journal, null), DocumentFile.Extension);

    /// <summary>Whether a running program has locked an autosave.</summary>
    public static bool IsLocked(string path)
    {
        if (!RegularFile.Is(LockOf(path))) return false;
        try
        {
            using var free = new FileStream(LockOf(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Deletes lock files of killed programs that had written nothing yet.</summary>
    public static void DeleteUnusedLocks(string folder)
    {
        HashSet<string> locks = [.. AllIn(folder).Select(LockOf)];
        foreach (string path in Directory.EnumerateFiles(folder, "*" + LockExtension))
            if (!locks.Contains(path) && !IsLocked(path)) TryDelete(path);
    }

    /// <summary>Deletes the journals whose changes a newer autosave contains.</summary>
    /// <param name="before">The generation of that autosave. Its own journal and later ones stay.</param>
    public static void DeleteJournals(string path, int before)
    {
        foreach ((int generation, string journal) in JournalsOf(path))
            if (generation < before) TryDelete(journal);
    }

    /// <summary>Deletes an autosave that no program has locked. A crash in between leaves an older page, not a damaged one.</summary>
    public static void Delete(string path)
    {
        try
        {
            foreach ((_, string journal) in JournalsOf(path).Reverse()) TryDelete(journal);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        TryDelete(path);
        TryDelete(LockOf(path));
    }

    /// <summary>Releases the lock. The autosave stays.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        TryDelete(LockOf(Path));
    }

    /// <summary>Deletes the autosave and releases the lock.</summary>
    public void Delete()
    {
        _lock.Dispose();
        Delete(Path);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder may be gone or read-only. A file that stays is offered at the next start, which does no harm.
        }
    }
}
