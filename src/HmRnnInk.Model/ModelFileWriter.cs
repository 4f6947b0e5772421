using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>Writes model files in the safetensors format, which Python's library can read too.</summary>
internal static class ModelFileWriter
{
    /// <exception cref="ModelFileException">The file cannot be written, or a weight is too large for float16.</exception>
    public static void Write(InkModel model, string path, WeightPrecision precision)
    {
        try
        {
            WholeFile.Write(path, file =>
            {
                file.Write(Header(model, precision));
                foreach ((string name, _) in model.Config.Tensors()) WriteTensor(file, name, model.Weights[name], precision);
            });
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ModelFileException(
                $"'{path}' cannot be written: {exception.Message} Check the folder, its permissions and the free space.", exception);
        }
    }

    /// <returns>The 8 bytes of the length and the JSON, padded with spaces so that the tensors begin at a multiple of 8.</returns>
    private static ReadOnlySpan<byte> Header(InkModel model, WeightPrecision precision)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(new byte[sizeof(ulong)]); // placeholder for the length
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            json.WriteString(SafetensorsHeader.EntryKey, JsonSerializer.Serialize(model.Metadata, ModelMetadataJson.Default.ModelMetadata));
            json.WriteEndObject();
            WriteEntries(json, model.Config, precision);
            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(8)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        Span<byte> header = MemoryMarshal.AsMemory(buffer.WrittenMemory).Span;
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }

    private static void WriteEntries(Utf8JsonWriter json, ModelConfig config, WeightPrecision precision)
    {
        long position = 0;
        int elementBytes = precision == WeightPrecision.Float32 ? 4 : 2;
        foreach ((string name, int[] shape) in config.Tensors())
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", precision == WeightPrecision.Float32 ? "F32" : "F16");
            json.WriteStartArray("shape");
            foreach (int size in shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(position);
            position += shape.Aggregate((long)elementBytes, (product, size) => product * size);
            json.WriteNumberValue(position);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteTensor(Stream file, string name, float[] values, WeightPrecision precision)
    {
        if (WeightScan.FirstNonFinite(values) is { } index)
        {
            throw new ModelFileException(
                $"Tensor '{name}' holds {values[index]} at index {index}, so the model was not saved. Return to the last good checkpoint.");
        }

        if (precision == WeightPrecision.Float32)
        {
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return;
        }

        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        int tooLarge = Array.FindIndex(halves, half => !Half.IsFinite(half));
        if (tooLarge >= 0)
        {
            throw new ModelFileException(
                $"Tensor '{name}' holds {values[tooLarge]}, but the maximum of float16 is 65504. Save it as float32.");
        }

        file.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
    }
}
