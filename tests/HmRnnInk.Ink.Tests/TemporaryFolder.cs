namespace HmRnnInk.Ink.Tests;

/// <summary>A temporary folder for one test, deleted by <see cref="Dispose"/>.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hmrnnink-test-").FullName;

    /// <summary>The cache folder for data sets that the test loads.</summary>
    public string Cache => System.IO.Path.Combine(Path, "cache");

    public string Write(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
