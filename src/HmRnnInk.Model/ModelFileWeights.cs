using System.Runtime.InteropServices;
using HmRnnInk.Model.Kernels;
using Microsoft.Win32.SafeHandles;

namespace HmRnnInk.Model;

/// <summary>The weights of an open model file. They are read on request and not cached.</summary>
/// <param name="dataStart">Position of the first tensor: the end of the header.</param>
/// <param name="entries">Must have been checked against the file's length and the configuration.</param>
/// <param name="invalidFile">Creates the exception for an invalid weight from a description of what was found.</param>
internal sealed class ModelFileWeights(
    SafeFileHandle file, long dataStart, ModelMetadata metadata, IReadOnlyDictionary<string, SafetensorsEntry> entries,
    Func<string, ModelFileException> invalidFile) : IWeightSource
{
    /// <summary>Number of float16 values read at once: few enough for the stack and the cache.</summary>
    private const int HalvesRead = 16384;

    public ModelMetadata Metadata => metadata;

    public WeightReader ReaderOf(string tensor)
    {
        SafetensorsEntry entry = entries[tensor];
        return (first, weights) => Read(entry, first, weights);
    }

    private void Read(SafetensorsEntry entry, int first, Span<float> weights)
    {
        // Both casts assume that the machine is little-endian like the file, which is true for all desktops that .NET 10 supports.
        long begin = dataStart + entry.Begin + (long)first * entry.ElementBytes;
        if (entry.ElementBytes == sizeof(float))
        {
            ReadExactly(begin, MemoryMarshal.AsBytes(weights));
        }
        else
        {
            Span<ushort> halves = stackalloc ushort[Math.Min(HalvesRead, weights.Length)];
            for (int done = 0; done < weights.Length; done += halves.Length)
            {
                Span<ushort> part = halves[..Math.Min(halves.Length, weights.Length - done)];
                ReadExactly(begin + (long)done * sizeof(ushort), MemoryMarshal.AsBytes(part));
                WeightScan.Widen(part, weights.Slice(done, part.Length));
            }
        }

        if (WeightScan.FirstNonFinite(weights) is { } index)
            throw invalidFile($"tensor '{entry.Name}' holds {weights[index]} at index {first + index}; expected finite numbers");
    }

    private void ReadExactly(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = RandomAccess.Read(file, bytes, offset);
            if (count == 0) throw new EndOfStreamException();
            bytes = bytes[count..];
            offset += count;
        }
    }
}
