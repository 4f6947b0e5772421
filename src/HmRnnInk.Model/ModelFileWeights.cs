using System.Runtime.InteropServices;
using HmRnnInk.Model.Kernels;
using Microsoft.Win32.SafeHandles;

namespace HmRnnInk.Model;

/// <summary>The weights of a model file that is open, read as they are asked for: no copy of them is kept.</summary>
/// <param name="data">Where the file's header ends.</param>
/// <param name="entries">Held against the file's length and the metadata's config.</param>
/// <param name="refuse">What is thrown of a weight that no model has; gets what was found.</param>
internal sealed class ModelFileWeights(
    SafeFileHandle file, long data, ModelMetadata metadata, IReadOnlyDictionary<string, SafetensorsEntry> entries,
    Func<string, ModelFileException> refuse) : IWeightSource
{
    /// <summary>Float16 numbers that are read at once: on the stack, and in a cache while they are widened.</summary>
    private const int HalvesRead = 16384;

    public ModelMetadata Metadata => metadata;

    public WeightReader ReaderOf(string tensor)
    {
        SafetensorsEntry entry = entries[tensor];
        return (first, weights) => Read(entry, first, weights);
    }

    private void Read(SafetensorsEntry entry, int first, Span<float> weights)
    {
        // Both casts read the file's little-endian order as the machine's own, as every machine that .NET 10 runs desktops on has it.
        long begin = data + entry.Begin + (long)first * entry.ElementBytes;
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
            throw refuse($"tensor '{entry.Name}' holds {weights[index]} at index {first + index}; needed finite numbers");
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
