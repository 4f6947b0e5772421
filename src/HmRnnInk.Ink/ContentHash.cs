using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Ink;

/// <summary>SHA-256 of the file or folder that a data set is read from.</summary>
internal static class ContentHash
{
    /// <param name="path">A file, or a folder: then the names, lengths and contents of its XML files are hashed.</param>
    /// <returns>Lower-case hexadecimal digits.</returns>
    public static string Of(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (Directory.Exists(path))
        {
            foreach (string file in IamOnDb.FilesOf(path, IamOnDbPart.LineStrokes))
            {
                string name = Path.GetRelativePath(path, file).Replace('\\', '/');
                if (!TryLength(file, out long length))
                {
                    hash.AppendData(Encoding.UTF8.GetBytes($"{name}\nunreadable\n"));
                    continue;
                }

                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{length}\n"));
                Append(hash, file);
            }
        }
        else
        {
            Append(hash, path);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>False if the file cannot be read. It then counts as unreadable in the hash.</returns>
    private static bool TryLength(string file, out long length)
    {
        try
        {
            using FileStream stream = RegularFile.OpenRead(file);
            length = stream.Length;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            length = 0;
            return false;
        }
    }

    private static void Append(IncrementalHash hash, string file)
    {
        using FileStream stream = RegularFile.OpenRead(file);
        byte[] buffer = new byte[1 << 18];
        while (stream.Read(buffer) is > 0 and int read) hash.AppendData(buffer, 0, read);
    }
}
