using System.Globalization;
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
                using FileStream? content = TryOpen(file);
                string length = content?.Length.ToString(CultureInfo.InvariantCulture) ?? "unreadable";
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{length}\n"));
                if (content is not null) Append(hash, content);
            }
        }
        else
        {
            using FileStream content = RegularFile.OpenRead(path);
            Append(hash, content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return RegularFile.OpenRead(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Append(IncrementalHash hash, FileStream content)
    {
        byte[] buffer = new byte[1 << 18];
        while (content.Read(buffer) is > 0 and int read) hash.AppendData(buffer, 0, read);
    }
}
