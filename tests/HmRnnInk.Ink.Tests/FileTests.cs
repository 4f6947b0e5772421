namespace HmRnnInk.Ink.Tests;

/// <summary>Tests that read files which they write.</summary>
public abstract class FileTests : FolderTests
{
    /// <summary>The cache folder for data sets that the test loads.</summary>
    protected string Cache => Path.Combine(Folder, "cache");

    /// <summary>Loads a data set from an archive, or from the cache if it has been loaded before.</summary>
    protected LineDataset Load(byte[] archive) => LineDataset.Load(Write("lines.tar.gz", archive), Cache);

    /// <summary>Loads a data set from the files in <see cref="FolderTests.Folder"/>.</summary>
    protected LineDataset LoadFolder() => LineDataset.Load(Folder, Cache);

    /// <returns>The path of the new file.</returns>
    protected string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
