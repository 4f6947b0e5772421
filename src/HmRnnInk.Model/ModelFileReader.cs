using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using HmRnnInk.Model.Kernels;
using Microsoft.Win32.SafeHandles;

namespace HmRnnInk.Model;

/// <summary>Reads model files. A file is held against its own length and its config before a weight is allocated.</summary>
internal static class ModelFileReader
{
    private const string Mend = "The file is damaged or not a model of this program: copy it again, or write it anew with trainer train.";

    /// <exception cref="ModelFileException">The file is not there, cannot be read, or is not a model.</exception>
    public static InkModel Read(string path) => Read(path, (file, header, entries) =>
        InkModel.OfChecked(header.Metadata, ReadWeights(file.SafeFileHandle, file.Position, entries, path)));

    /// <summary>What a file says of its weights, which are not looked at.</summary>
    /// <exception cref="ModelFileException">As by <see cref="Read(string)"/>, but for the weights' values.</exception>
    public static ModelMetadata ReadMetadata(string path) => Read(path, (_, header, _) => header.Metadata);

    private static T Read<T>(string path, Func<FileStream, SafetensorsHeader, SafetensorsEntry[], T> take)
    {
        try
        {
            using FileStream file = Open(path);
            SafetensorsHeader header = ReadHeader(file, path);
            return take(file, header, Check(header, path, file.Length - file.Position));
        }
        catch (EndOfStreamException exception)
        {
            throw Refuse(path, "it became shorter while it was read", exception);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            // NotSupported: a pipe or a device, which has no length.
            throw Unreadable(path, exception);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static SafetensorsHeader ReadHeader(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (file.Length < prefix.Length + 2) throw Refuse(path, $"it has {file.Length} bytes; needed at least {prefix.Length + 2}");
        file.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        ulong most = (ulong)Math.Min(SafetensorsHeader.LongestHeader, file.Length - prefix.Length);
        if (length < 2 || length > most) throw Refuse(path, $"its header claims {length} bytes; needed 2 to {most}, as the file is {file.Length} bytes long");
        var utf8 = new byte[length];
        file.ReadExactly(utf8);
        try
        {
            return SafetensorsHeader.Parse(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: JsonDocument's word for a string that is not valid UTF-8 or holds half a surrogate pair.
            throw Refuse(path, $"its header cannot be read: {exception.Message}", exception);
        }
    }

    /// <returns>The tensors in the order of their bytes: as the config has them, each of the bytes in one tensor and in one only.</returns>
    private static SafetensorsEntry[] Check(SafetensorsHeader header, string path, long dataBytes)
    {
        if (header.Metadata.FirstProblem() is { } problem) throw Refuse(path, problem);
        int count = 0;
        foreach ((string name, int[] shape) in header.Metadata.Config.Tensors())
        {
            count++;
            if (!header.Entries.TryGetValue(name, out SafetensorsEntry? entry)) throw Refuse(path, $"tensor '{name}' is missing");
            CheckEntry(entry, shape, path);
        }

        if (header.Entries.Count != count)
        {
            var known = header.Metadata.Config.Tensors().Select(tensor => tensor.Name).ToHashSet();
            throw Refuse(path, $"tensor '{header.Entries.Keys.First(name => !known.Contains(name))}' is not one of this config's");
        }

        SafetensorsEntry[] entries = [.. header.Entries.Values.OrderBy(entry => entry.Begin)];
        long position = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != position) throw Refuse(path, $"tensor '{entry.Name}' begins at byte {entry.Begin}; needed {position}, where the one before ends");
            position = entry.End;
        }

        if (position != dataBytes) throw Refuse(path, $"{dataBytes} bytes of tensors; needed {position} by its header");
        return entries;
    }

    private static void CheckEntry(SafetensorsEntry entry, int[] shape, string path)
    {
        if (entry.ElementBytes == 0) throw Refuse(path, $"tensor '{entry.Name}' has dtype {entry.Type}; needed F32 or F16");
        if (!entry.Shape.SequenceEqual(shape.Select(size => (long)size)))
            throw Refuse(path, $"tensor '{entry.Name}' has shape [{string.Join(", ", entry.Shape)}]; needed [{string.Join(", ", shape)}]");
        long bytes = shape.Aggregate((long)entry.ElementBytes, (product, size) => product * size);
        if (entry.End - entry.Begin != bytes)
            throw Refuse(path, $"tensor '{entry.Name}' has bytes {entry.Begin} to {entry.End}; needed {bytes} bytes for its shape");
    }

    /// <summary>The tensors, several at a time: an app waits for them.</summary>
    /// <param name="data">Where the header ends.</param>
    private static Dictionary<string, float[]> ReadWeights(SafeFileHandle file, long data, SafetensorsEntry[] entries, string path)
    {
        var values = new float[entries.Length][];
        var faults = new Exception?[entries.Length];
        Parallel.For(0, entries.Length, index =>
        {
            try
            {
                values[index] = ReadTensor(file, data, entries[index], path);
            }
            catch (Exception fault) when (fault is IOException or ModelFileException)
            {
                faults[index] = fault;
            }
        });
        if (faults.FirstOrDefault(fault => fault is not null) is { } first) ExceptionDispatchInfo.Throw(first);
        var weights = new Dictionary<string, float[]>(entries.Length);
        for (int index = 0; index < entries.Length; index++) weights.Add(entries[index].Name, values[index]);
        return weights;
    }

    private static float[] ReadTensor(SafeFileHandle file, long data, SafetensorsEntry entry, string path)
    {
        // Both casts read the file's little-endian order as the machine's own, as every machine that .NET 10 runs desktops on has it.
        var values = new float[(entry.End - entry.Begin) / entry.ElementBytes];
        if (entry.ElementBytes == sizeof(float))
        {
            ReadExactly(file, data + entry.Begin, MemoryMarshal.AsBytes(values.AsSpan()));
        }
        else
        {
            // In parts, on the stack, that stay in a cache.
            Span<ushort> halves = stackalloc ushort[16384];
            for (int done = 0; done < values.Length; done += halves.Length)
            {
                Span<ushort> part = halves[..Math.Min(halves.Length, values.Length - done)];
                ReadExactly(file, data + entry.Begin + (long)done * sizeof(ushort), MemoryMarshal.AsBytes(part));
                WeightScan.Widen(part, values.AsSpan(done, part.Length));
            }
        }

        if (WeightScan.FirstNonFinite(values) is { } index)
            throw Refuse(path, $"tensor '{entry.Name}' holds {values[index]} at index {index}; needed finite numbers");
        return values;
    }

    private static void ReadExactly(SafeFileHandle file, long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = RandomAccess.Read(file, bytes, offset);
            if (count == 0) throw new EndOfStreamException();
            bytes = bytes[count..];
            offset += count;
        }
    }

    private static ModelFileException Unreadable(string path, Exception exception) =>
        new($"'{path}': {exception.Message} Needed: a readable model file (.safetensors). Check the path.", exception);

    private static ModelFileException Refuse(string path, string found, Exception? inner = null) => new($"'{path}': {found}. {Mend}", inner);
}
