namespace HmRnnInk.App.Documents;

/// <summary>The file that a running program keeps a page in, with the lock that says so.</summary>
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

    /// <summary>The program came to its end: the page stays, and is nobody's.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        Delete(_lockPath);
    }

    /// <summary>There is nothing to keep.</summary>
    public void Drop()
    {
        Delete(Path);
        Dispose();
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The person may have taken the folder away. What stays is offered at the next start: better twice than never.
        }
    }
}
