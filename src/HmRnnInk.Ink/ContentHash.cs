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
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{new FileInfo(file).Length}\n"));
                Append(hash, file);
            }
        }
        else
        {
            Append(hash, path);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        byte[] buffer = new byte[1 << 18];
        while (stream.Read(buffer) is > 0 and int read) hash.AppendData(buffer, 0, read);
    }
}
