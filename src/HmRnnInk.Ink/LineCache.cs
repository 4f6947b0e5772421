using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Ink;

/// <summary>
/// The parsed lines of one data set in one binary file, named by the data's hash and the format's version. Written whole or not at
/// all; a damaged file is as good as none.
/// </summary>
/// <remarks>
/// Little-endian: magic, SHA-256 of what follows; then the count of skipped messages and the messages; the count of lines, and for
/// each its id, its count of rows, and two int32 a row: Δx·2 + penUp, Δy. Strings are an int32 of UTF-8 bytes, then the bytes.
/// </remarks>
internal sealed class LineCache(string directory, string sha256)
{
    // Raise it when the layout changes or when the same archive gives other lines.
    private const int FormatVersion = 1;

    private const int HashBytes = 32;

    private static readonly byte[] Magic = "HmRnnInk"u8.ToArray();

    public static string DefaultDirectory
    {
        get
        {
            string? cacheHome = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cacheHome) && !OperatingSystem.IsWindows())
                cacheHome = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            if (string.IsNullOrEmpty(cacheHome))
                cacheHome = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(cacheHome, "hmrnnink");
        }
    }

    public string Sha256 { get; } = sha256;

    public string FilePath { get; } = Path.Combine(directory, $"lines-v{FormatVersion}-{sha256}.bin");

    /// <returns>What was written, or null if there is no such file or it is not whole.</returns>
    public (InkLine[] Lines, string[] Skipped)? TryRead()
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(FilePath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // a cache that cannot be opened is a cache that is not there
        }

        int header = Magic.Length + HashBytes;
        if (bytes.Length < header || !bytes.AsSpan().StartsWith(Magic)) return null;
        ReadOnlySpan<byte> body = bytes.AsSpan(header);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, HashBytes))) return null;

        // The checksum holds, so the lengths below are those that were written.
        var skipped = new string[ReadInt(ref body)];
        for (int index = 0; index < skipped.Length; index++) skipped[index] = ReadText(ref body);
        var lines = new InkLine[ReadInt(ref body)];
        for (int index = 0; index < lines.Length; index++)
        {
            string id = ReadText(ref body);
            lines[index] = new InkLine(id, ReadRows(ref body));
        }

        return (lines, skipped);
    }

    /// <summary>Leaves a whole file or none; a cache folder that cannot be written costs time at the next load, no more.</summary>
    public void Write(IReadOnlyList<InkLine> lines, IReadOnlyList<string> skipped)
    {
        string unfinished = $"{FilePath}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(unfinished, Encode(lines, skipped));
            File.Move(unfinished, FilePath, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
        }
    }

    private static byte[] Encode(IReadOnlyList<InkLine> lines, IReadOnlyList<string> skipped)
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        stream.Write(stackalloc byte[HashBytes]);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(skipped.Count);
            foreach (string message in skipped) WriteText(writer, message);
            writer.Write(lines.Count);
            foreach (InkLine line in lines)
            {
                WriteText(writer, line.Id);
                writer.Write(line.Offsets.Length);
                foreach (PenOffset offset in line.Offsets)
                {
                    writer.Write((int)offset.DeltaX * 2 + (offset.PenUp ? 1 : 0));
                    writer.Write((int)offset.DeltaY);
                }
            }
        }

        byte[] bytes = stream.ToArray();
        SHA256.HashData(bytes.AsSpan(Magic.Length + HashBytes), bytes.AsSpan(Magic.Length, HashBytes));
        return bytes;
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static PenOffset[] ReadRows(ref ReadOnlySpan<byte> body)
    {
        var rows = new PenOffset[ReadInt(ref body)];
        for (int row = 0; row < rows.Length; row++)
        {
            int x = BinaryPrimitives.ReadInt32LittleEndian(body[(row * 8)..]);
            int y = BinaryPrimitives.ReadInt32LittleEndian(body[(row * 8 + 4)..]);
            rows[row] = new PenOffset(x >> 1, y, (x & 1) != 0);
        }

        body = body[(rows.Length * 8)..];
        return rows;
    }

    private static int ReadInt(ref ReadOnlySpan<byte> body)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(body);
        body = body[4..];
        return value;
    }

    private static string ReadText(ref ReadOnlySpan<byte> body)
    {
        int bytes = ReadInt(ref body);
        string text = Encoding.UTF8.GetString(body[..bytes]);
        body = body[bytes..];
        return text;
    }
}
