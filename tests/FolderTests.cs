namespace HmRnnInk.Tests;

/// <summary>Tests that need files. Each test gets an empty folder, which is deleted after it.</summary>
public abstract class FolderTests : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("hmrnnink-test-").FullName;

    public virtual void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
