using System.Security.Cryptography;

namespace HmRnnInk.Ink;

/// <summary>
/// Identifies the content of a file, to notice that another program has changed it. Times are not enough: copies keep them.
/// </summary>
/// <param name="Sha256">Of the content, in hexadecimal digits.</param>
public sealed record FileVersion(string Sha256)
{
    /// <param name="content">A seekable stream. It is read from its start, and then set to its start again.</param>
    public static FileVersion Of(Stream content)
    {
        content.Position = 0;
        var version = new FileVersion(Convert.ToHexString(SHA256.HashData(content)));
        content.Position = 0;
        return version;
    }

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileVersion? Of(string path)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            return Of(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
