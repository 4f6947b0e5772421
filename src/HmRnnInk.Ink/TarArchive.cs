using System.Text;

namespace HmRnnInk.Ink;

/// <summary>A forward-only reader of a tar stream: POSIX ustar and pax, and GNU long names.</summary>
/// <remarks>
/// System.Formats.Tar is not used because it trusts a header's length of a long name: it allocates up to 2 GB before it has read any of it.
/// </remarks>
internal sealed class TarArchive(Stream content)
{
    public const int BlockBytes = 512;

    /// <summary>Enough for a path, and the times and owners in a pax header.</summary>
    private const int MaximumMetadataBytes = 1 << 16;

    /// <summary>The longest path on Linux. Longer names would only fill the memory.</summary>
    private const int MaximumNameBytes = 4096;

    /// <summary>The maximum number of headers with attributes before an entry. Archives have at most two.</summary>
    private const int MaximumMetadata = 16;

    private readonly byte[] _header = new byte[BlockBytes];
    private long _unread;

    /// <summary>Name of the current entry.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Size of the current entry's content in bytes, according to its header.</summary>
    public long Size { get; private set; }

    /// <summary>Whether the current entry is a file (and not a folder, link or device).</summary>
    public bool IsFile { get; private set; }

    /// <summary>Skips the rest of the current entry and reads the header of the next.</summary>
    /// <returns>False at the end of the archive.</returns>
    /// <exception cref="InvalidDataException">The next block is not a valid header.</exception>
    /// <exception cref="EndOfStreamException">The archive is truncated.</exception>
    public bool MoveNext()
    {
        string? longName = null;
        long? longSize = null;
        for (int headers = 0; ; headers++)
        {
            if (headers > MaximumMetadata) throw new InvalidDataException($"An entry has more than {MaximumMetadata} headers.");
            Skip(_unread);
            content.ReadExactly(_header);
            if (!_header.AsSpan().ContainsAnyExcept((byte)0)) return false;
            CheckSum();
            Size = longSize ?? Octal(124, 12);
            _unread = Padded(Size);
            char type = (char)_header[156];
            switch (type)
            {
                case 'L':
                    longName = Text(Metadata());
                    continue;
                case 'x':
                    ReadPax(Metadata(), ref longName, ref longSize);
                    continue;
                case 'K' or 'g':
                    Metadata();
                    continue;
            }

            Name = longName ?? ShortName();
            IsFile = type is '0' or '\0';
            return true;
        }
    }

    /// <summary>
    /// Reads the content of the current entry; to be called at most once per entry. The caller must check <see cref="Size"/>.
    /// </summary>
    public byte[] Read()
    {
        var bytes = new byte[Size];
        content.ReadExactly(bytes);
        _unread -= Size;
        return bytes;
    }

    private byte[] Metadata()
    {
        if (Size > MaximumMetadataBytes) throw new InvalidDataException($"An entry's name or attributes claim {Size} bytes.");
        return Read();
    }

    private string ShortName()
    {
        string name = Text(_header.AsSpan(0, 100));
        bool hasPrefix = _header.AsSpan(257, 6).SequenceEqual("ustar\0"u8) && _header[345] != 0;
        return hasPrefix ? $"{Text(_header.AsSpan(345, 155))}/{name}" : name;
    }

    /// <summary>Parses records of the form <c>length key=value</c>. The length includes the newline at the end of a record.</summary>
    private static void ReadPax(ReadOnlySpan<byte> records, ref string? path, ref long? size)
    {
        while (!records.IsEmpty)
        {
            int blank = records.IndexOf((byte)' ');
            bool isLength = int.TryParse(blank < 0 ? default : records[..blank], out int length);
            if (!isLength || length <= blank + 1 || length > records.Length)
                throw new InvalidDataException("An entry's extended attributes have a wrong length.");
            ReadOnlySpan<byte> record = records[(blank + 1)..(length - 1)];
            if (record.StartsWith("path="u8)) path = Text(record["path="u8.Length..]);
            if (record.StartsWith("size="u8))
            {
                if (!long.TryParse(record["size="u8.Length..], out long value) || value < 0)
                    throw new InvalidDataException("An entry's extended attributes have a size that is not a number.");
                size = value;
            }

            records = records[length..];
        }
    }

    /// <summary>Whether a stream that begins with this block can be a tar archive. An empty archive begins with zeros.</summary>
    /// <param name="block">Of <see cref="BlockBytes"/>.</param>
    public static bool IsHeader(ReadOnlySpan<byte> block) =>
        !block.ContainsAnyExcept((byte)0) || OctalOf(block.Slice(148, 8)) == SumOf(block);

    private void CheckSum()
    {
        if (SumOf(_header) != Octal(148, 8)) throw new InvalidDataException("An entry's header has a wrong checksum.");
    }

    private static long SumOf(ReadOnlySpan<byte> header)
    {
        long sum = 0;
        for (int index = 0; index < BlockBytes; index++)
            sum += index is >= 148 and < 156 ? ' ' : header[index];
        return sum;
    }

    private long Octal(int start, int length) => OctalOf(_header.AsSpan(start, length))
        ?? throw new InvalidDataException("An entry's header has a number that is not octal.");

    private static long? OctalOf(ReadOnlySpan<byte> field)
    {
        long value = 0;
        foreach (byte digit in field.Trim(" \0"u8))
        {
            // This also rejects GNU's binary numbers, which are used for entries above 8 GB.
            if (digit is < (byte)'0' or > (byte)'7') return null;
            value = value * 8 + (digit - '0');
        }

        return value;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        if (end >= 0) bytes = bytes[..end];
        if (bytes.Length > MaximumNameBytes) throw new InvalidDataException($"An entry's name has {bytes.Length} bytes.");
        return Encoding.UTF8.GetString(bytes);
    }

    private static long Padded(long size) => (size + BlockBytes - 1) / BlockBytes * BlockBytes;

    private void Skip(long bytes)
    {
        Span<byte> buffer = stackalloc byte[BlockBytes];
        for (; bytes > 0; bytes -= Math.Min(bytes, BlockBytes)) content.ReadExactly(buffer[..(int)Math.Min(bytes, BlockBytes)]);
        _unread = 0;
    }
}
