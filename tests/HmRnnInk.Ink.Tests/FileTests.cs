namespace HmRnnInk.Ink.Tests;

/// <summary>Tests that read files which they write.</summary>
public abstract class FileTests : FolderTests
{
    /// <summary>The cache folder for data sets that the test loads.</summary>
    protected string Cache => Path.Combine(Folder, "cache");

    /// <returns>The path of the new file.</returns>
    protected string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
