using System.Text;

namespace HmRnnInk.Ink;

/// <summary>Walks a tar archive (POSIX ustar and pax, and GNU's long names) as it streams by.</summary>
/// <remarks>
/// Not System.Formats.Tar: that takes a header's word for the length of a long name and allocates it, up to 2 GB, before the first
/// byte of it has come.
/// </remarks>
internal sealed class TarArchive(Stream content)
{
    private const int BlockBytes = 512;

    /// <summary>A path is at most 4,096 bytes on Linux; beside it, a pax header has times and owners.</summary>
    private const int LargestMetadataBytes = 1 << 16;

    private readonly byte[] _header = new byte[BlockBytes];
    private long _unread;

    /// <summary>Of the entry at hand.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Of its content, in bytes; by the header's word.</summary>
    public long Size { get; private set; }

    /// <summary>Whether it is a file, and not a folder, link or device.</summary>
    public bool IsFile { get; private set; }

    /// <summary>Passes over what is left of the entry at hand, to the next.</summary>
    /// <returns>False at the archive's end mark.</returns>
    /// <exception cref="InvalidDataException">What comes is no header of an entry.</exception>
    /// <exception cref="EndOfStreamException">The content ends before its end mark.</exception>
    public bool MoveNext()
    {
        string? longName = null;
        long? longSize = null;
        while (true)
        {
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

    /// <summary>The content of the entry at hand, once. The caller has looked at <see cref="Size"/> before.</summary>
    public byte[] Read()
    {
        var bytes = new byte[Size];
        content.ReadExactly(bytes);
        _unread -= Size;
        return bytes;
    }

    private byte[] Metadata()
    {
        if (Size > LargestMetadataBytes) throw new InvalidDataException($"An entry's name or attributes claim {Size} bytes.");
        return Read();
    }

    private string ShortName()
    {
        string name = Text(_header.AsSpan(0, 100));
        bool hasPrefix = _header.AsSpan(257, 6).SequenceEqual("ustar\0"u8) && _header[345] != 0;
        return hasPrefix ? $"{Text(_header.AsSpan(345, 155))}/{name}" : name;
    }

    /// <summary>Records of the form <c>length key=value</c>, each ended by a new-line that the length counts.</summary>
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
                    throw new InvalidDataException("An entry's extended attributes have a size that is no number.");
                size = value;
            }

            records = records[length..];
        }
    }

    private void CheckSum()
    {
        long sum = 0;
        for (int index = 0; index < BlockBytes; index++)
            sum += index is >= 148 and < 156 ? ' ' : _header[index];
        if (sum != Octal(148, 8)) throw new InvalidDataException("An entry's header has a wrong checksum.");
    }

    private long Octal(int start, int length)
    {
        ReadOnlySpan<byte> digits = _header.AsSpan(start, length).Trim(" \0"u8);
        long value = 0;
        foreach (byte digit in digits)
        {
            // GNU's binary numbers, for entries above 8 GB, end here too.
            if (digit is < (byte)'0' or > (byte)'7') throw new InvalidDataException("An entry's header has a number that is not octal.");
            value = value * 8 + (digit - '0');
        }

        return value;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static long Padded(long size) => (size + BlockBytes - 1) / BlockBytes * BlockBytes;

    private void Skip(long bytes)
    {
        Span<byte> buffer = stackalloc byte[BlockBytes];
        for (; bytes > 0; bytes -= Math.Min(bytes, BlockBytes)) content.ReadExactly(buffer[..(int)Math.Min(bytes, BlockBytes)]);
        _unread = 0;
    }
}
