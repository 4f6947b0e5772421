namespace HmRnnInk.App.Documents;

/// <summary>The autosave of a page, and the lock that a running program holds on it.</summary>
internal sealed class AutosaveFile : IDisposable
{
    private readonly string _lockPath;
    private readonly FileStream _lock;

    public AutosaveFile(string path, string lockPath)
    {
        Path = path;
        _lockPath = lockPath;
        _lock = new FileStream(lockPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    public string Path { get; }

    /// <summary>Releases the lock. The autosave stays.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        TryDelete(_lockPath);
    }

    /// <summary>Deletes the autosave and releases the lock.</summary>
    public void Delete()
    {
        TryDelete(Path);
        Dispose();
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
