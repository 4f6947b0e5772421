using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HmRnnInk.Ink;

/// <summary>
/// A binary file with the parsed lines of a data set. Its name contains the data's hash and the format's version. It is written atomically,
/// and a damaged file is ignored.
/// </summary>
/// <remarks>
/// Little-endian layout: magic number, SHA-256 of the rest; number of error messages, the messages; number of ids without a line, the ids;
/// number of lines. Then for each line: its id, its number of rows, the bytes per row, and the rows. A row is Δx·2 + penUp and Δy, as int16
/// (4 bytes) if all of a line's numbers fit, which is true for all of IAM-OnDB, else as int32 (8 bytes); or, if a line has decimals, Δx and
/// Δy as float32 and penUp as a byte (9 bytes). A string is an int32 with its number of UTF-8 bytes, then the bytes.
/// </remarks>
internal sealed class LineCache(string directory, string sha256)
{
    // Increase it when the layout changes, or when the same archive is parsed to different lines.
    private const int FormatVersion = 4;

    private const int HashBytes = 32;

    /// <summary>Bytes of a row: of two int16, two int32, or two float32 and a byte.</summary>
    private const int ShortRow = 4, LongRow = 8, DecimalRow = 9;

    private static readonly Regex FileName =
        new("^lines-v(?<version>[0-9]+)-(?<sha256>[0-9a-f]{64})\\.bin$", RegexOptions.CultureInvariant);

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

    /// <returns>The cache whose file has this path; null if there is no file, or if its name is not that of a cache.</returns>
    /// <exception cref="InkFormatException">The cache file has another version of the format.</exception>
    public static LineCache? At(string path)
    {
        Match name = FileName.Match(Path.GetFileName(path));
        if (!name.Success || !File.Exists(path)) return null;
        if (name.Groups["version"].Value != FormatVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new InkFormatException(
                $"'{path}': this line cache was written by another version of this program. Load the archive with this version, and copy "
                + "the cache file that it writes.");
        }

        return new LineCache(Path.GetDirectoryName(path)!, name.Groups["sha256"].Value);
    }

    public string Sha256 { get; } = sha256;

    public string FilePath { get; } = Path.Combine(directory, $"lines-v{FormatVersion}-{sha256}.bin");

    /// <returns>The content, or null if the file does not exist or is damaged.</returns>
    public LineCacheContent? TryRead()
    {
        byte[] bytes;
        try
        {
            bytes = RegularFile.ReadAllBytes(FilePath, Array.MaxLength);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // treated like a missing file
        }

        int header = Magic.Length + HashBytes;
        if (bytes.Length < header || !bytes.AsSpan().StartsWith(Magic)) return null;
        ReadOnlySpan<byte> body = bytes.AsSpan(header);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, HashBytes))) return null;

        try
        {
            return Decode(body);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// Decodes the content. A correct checksum only tells that the file is as it was written, not by whom: every number is checked before
    /// memory is allocated.
    /// </summary>
    /// <exception cref="InvalidDataException">No version of this program writes such content.</exception>
    private static LineCacheContent Decode(ReadOnlySpan<byte> body)
    {
        string[] skipped = ReadTexts(ref body), otherIds = ReadTexts(ref body);
        var lines = new InkLine[ReadCount(ref body, minimumBytes: 12)];
        for (int index = 0; index < lines.Length; index++)
        {
            string id = ReadText(ref body);
            lines[index] = new InkLine(id, ReadRows(ref body));
            bool isOrdered = index == 0 || string.CompareOrdinal(lines[index - 1].Id, id) < 0;
            if (!isOrdered || lines[index].Offsets.Length < LineDataset.MinimumPoints) throw new InvalidDataException();
        }

        return body.IsEmpty && lines.Length > 0 ? new(lines, skipped, otherIds) : throw new InvalidDataException();
    }

    /// <summary>Writes the file atomically. Errors are ignored: without a cache the next load only takes longer.</summary>
    public void Write(LineCacheContent content)
    {
        try
        {
            Directory.CreateDirectory(directory);
            WholeFile.Write(FilePath, file => file.Write(Encode(content)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next load parses the data again.
        }
    }

    private static byte[] Encode(LineCacheContent content)
    {
        (IReadOnlyList<InkLine> lines, IReadOnlyList<string> skipped, IReadOnlyList<string> otherIds) = content;
        int size = Magic.Length + HashBytes + 12
            + skipped.Concat(otherIds).Sum(text => 4 + Encoding.UTF8.GetByteCount(text))
            + lines.Sum(line => 12 + Encoding.UTF8.GetByteCount(line.Id) + line.Offsets.Length * RowBytes(line.Offsets));
        var bytes = new byte[size];
        Magic.CopyTo(bytes, 0);
        Span<byte> body = bytes.AsSpan(Magic.Length + HashBytes);
        WriteTexts(ref body, skipped);
        WriteTexts(ref body, otherIds);
        WriteInt(ref body, lines.Count);
        foreach (InkLine line in lines)
        {
            WriteText(ref body, line.Id);
            WriteRows(ref body, line.Offsets);
        }

        SHA256.HashData(bytes.AsSpan(Magic.Length + HashBytes), bytes.AsSpan(Magic.Length, HashBytes));
        return bytes;
    }

    private static int RowBytes(PenOffset[] rows)
    {
        int bytes = ShortRow;
        foreach (PenOffset row in rows)
        {
            if (!float.IsInteger(row.DeltaX) || !float.IsInteger(row.DeltaY)) return DecimalRow;
            if (Math.Abs(row.DeltaX) > short.MaxValue / 2 || Math.Abs(row.DeltaY) > short.MaxValue) bytes = LongRow;
        }

        return bytes;
    }

    private static void WriteRows(ref Span<byte> body, PenOffset[] rows)
    {
        int rowBytes = RowBytes(rows);
        WriteInt(ref body, rows.Length);
        WriteInt(ref body, rowBytes);
        foreach (PenOffset row in rows)
        {
            if (rowBytes == DecimalRow)
            {
                BinaryPrimitives.WriteSingleLittleEndian(body, row.DeltaX);
                BinaryPrimitives.WriteSingleLittleEndian(body[4..], row.DeltaY);
                body[8] = row.PenUp ? (byte)1 : (byte)0;
            }
            else
            {
                int x = (int)row.DeltaX * 2 + (row.PenUp ? 1 : 0), y = (int)row.DeltaY;
                if (rowBytes == ShortRow)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(body, (short)x);
                    BinaryPrimitives.WriteInt16LittleEndian(body[2..], (short)y);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(body, x);
                    BinaryPrimitives.WriteInt32LittleEndian(body[4..], y);
                }
            }

            body = body[rowBytes..];
        }
    }

    // Reads millions of rows in the first tenths of a second, before tiered compilation would have optimised it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PenOffset[] ReadRows(ref ReadOnlySpan<byte> body)
    {
        int count = ReadInt(ref body), rowBytes = ReadInt(ref body);
        if (rowBytes is not (ShortRow or LongRow or DecimalRow)) throw new InvalidDataException();
        if (count < 0 || count > body.Length / rowBytes) throw new InvalidDataException();
        var rows = new PenOffset[count];
        ReadOnlySpan<byte> packed = body[..(rows.Length * rowBytes)];
        body = body[packed.Length..];
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<byte> numbers = packed.Slice(row * rowBytes, rowBytes);
            if (rowBytes == DecimalRow)
            {
                rows[row] = DecimalRowOf(numbers);
                continue;
            }

            (int x, int y) = rowBytes == ShortRow
                ? (BinaryPrimitives.ReadInt16LittleEndian(numbers), BinaryPrimitives.ReadInt16LittleEndian(numbers[2..]))
                : (BinaryPrimitives.ReadInt32LittleEndian(numbers), BinaryPrimitives.ReadInt32LittleEndian(numbers[4..]));
            rows[row] = new PenOffset(x >> 1, y, (x & 1) != 0);
        }

        return rows;
    }

    private static PenOffset DecimalRowOf(ReadOnlySpan<byte> bytes)
    {
        (float x, float y) = (BinaryPrimitives.ReadSingleLittleEndian(bytes), BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]));
        return float.IsFinite(x) && float.IsFinite(y) && bytes[8] <= 1 ? new(x, y, bytes[8] == 1) : throw new InvalidDataException();
    }

    private static int ReadInt(ref ReadOnlySpan<byte> body)
    {
        if (body.Length < sizeof(int)) throw new InvalidDataException();
        int value = BinaryPrimitives.ReadInt32LittleEndian(body);
        body = body[4..];
        return value;
    }

    /// <param name="minimumBytes">The minimum size of an item.</param>
    private static int ReadCount(ref ReadOnlySpan<byte> body, int minimumBytes)
    {
        int count = ReadInt(ref body);
        return count >= 0 && count <= body.Length / minimumBytes ? count : throw new InvalidDataException();
    }

    private static string[] ReadTexts(ref ReadOnlySpan<byte> body)
    {
        var texts = new string[ReadCount(ref body, minimumBytes: sizeof(int))];
        for (int index = 0; index < texts.Length; index++) texts[index] = ReadText(ref body);
        return texts;
    }

    private static void WriteTexts(ref Span<byte> body, IReadOnlyList<string> texts)
    {
        WriteInt(ref body, texts.Count);
        foreach (string text in texts) WriteText(ref body, text);
    }

    private static string ReadText(ref ReadOnlySpan<byte> body)
    {
        int bytes = ReadCount(ref body, minimumBytes: 1);
        string text = Encoding.UTF8.GetString(body[..bytes]);
        body = body[bytes..];
        return text;
    }

    private static void WriteInt(ref Span<byte> body, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(body, value);
        body = body[4..];
    }

    private static void WriteText(ref Span<byte> body, string text)
    {
        int bytes = Encoding.UTF8.GetBytes(text, body[4..]);
        WriteInt(ref body, bytes);
        body = body[bytes..];
    }
}
