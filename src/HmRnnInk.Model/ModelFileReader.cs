using System.Buffers.Binary;
using System.Text.Json;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>Reads model files. A file is held against its own length and its config before a weight is allocated.</summary>
internal static class ModelFileReader
{
    private const string Mend = "The file is damaged or not a model of this program: copy it again, or write it anew with trainer train.";

    /// <exception cref="ModelFileException">The file is not there, cannot be read, or is not a model.</exception>
    /// <param name="ofCharacters">Whether a model of characters is wanted: one of ink is then refused, and else one of characters.</param>
    public static InkModel Read(string path, bool ofCharacters = false) =>
        Read(path, weights => InkModel.OfChecked(weights.Metadata, ReadWeights(weights)), ofCharacters);

    /// <summary>Reads the weights as they are packed, without a copy of them besides: an app waits for this.</summary>
    /// <inheritdoc cref="Read(string, bool)"/>
    public static PackedModel Pack(string path, EngineWeights stored) => Read(path, weights => new PackedModel(weights, stored, SimdKernels.Best));

    /// <summary>What a file says of its weights, which are not looked at.</summary>
    /// <exception cref="ModelFileException">As by <see cref="Read(string, bool)"/>, but for the weights' values.</exception>
    public static ModelMetadata ReadMetadata(string path) => Read(path, weights => weights.Metadata);

    private static T Read<T>(string path, Func<ModelFileWeights, T> take, bool ofCharacters = false)
    {
        try
        {
            using FileStream file = Open(path);
            SafetensorsHeader header = ReadHeader(file, path);
            Check(header, path, file.Length - file.Position);
            if (ofCharacters != header.Metadata.Config.Alphabet is not null)
            {
                throw new ModelFileException(ofCharacters
                    ? $"'{path}' is a model of ink, which reads no characters: give --data and no --characters."
                    : $"'{path}' is a model of characters, which writes no ink: "
                        + "trainer evaluate and trainer boundaries take it with --characters.");
            }
            return take(new(file.SafeFileHandle, file.Position, header.Metadata, header.Entries, found => Refuse(path, found)));
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
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
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
        ulong most = (ulong)Math.Min(SafetensorsHeader.MaximumHeaderBytes, file.Length - prefix.Length);
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

    /// <summary>The tensors are as the config has them, each of the bytes in one of them and in one only.</summary>
    private static void Check(SafetensorsHeader header, string path, long dataBytes)
    {
        if (header.Metadata.FirstProblem() is { } problem) throw Refuse(path, problem);
        if (header.Metadata.Training?.ForcedBoundaries is { } rules)
        {
            throw new ModelFileException(
                $"'{path}' is a control: the rules '{rules}' stood in for its detectors, which have learnt nothing. Its figures are in the metrics.jsonl of its run; give another model.");
        }

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

        SafetensorsEntry[] entries = [.. header.Entries.Values];
        Array.Sort(entries, (one, other) => one.Begin.CompareTo(other.Begin));
        long position = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != position) throw Refuse(path, $"tensor '{entry.Name}' begins at byte {entry.Begin}; needed {position}, where the one before ends");
            position = entry.End;
        }

        if (position != dataBytes) throw Refuse(path, $"{dataBytes} bytes of tensors; needed {position} by its header");
    }

    private static void CheckEntry(SafetensorsEntry entry, int[] shape, string path)
    {
        if (entry.ElementBytes == 0) throw Refuse(path, $"tensor '{entry.Name}' has dtype {entry.Type}; needed F32 or F16");
        bool isSameShape = entry.Shape.Length == shape.Length;
        long bytes = entry.ElementBytes;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            isSameShape = isSameShape && entry.Shape[axis] == shape[axis];
            bytes *= shape[axis];
        }

        if (!isSameShape)
            throw Refuse(path, $"tensor '{entry.Name}' has shape [{string.Join(", ", entry.Shape)}]; needed [{string.Join(", ", shape)}]");
        if (entry.End - entry.Begin != bytes)
            throw Refuse(path, $"tensor '{entry.Name}' has bytes {entry.Begin} to {entry.End}; needed {bytes} bytes for its shape");
    }

    /// <summary>The tensors, several at a time.</summary>
    private static Dictionary<string, float[]> ReadWeights(ModelFileWeights file)
    {
        (string Name, int[] Shape)[] tensors = [.. file.Metadata.Config.Tensors()];
        var values = new float[tensors.Length][];
        SharedWork.Do(tensors.Length, index =>
        {
            values[index] = new float[tensors[index].Shape.Aggregate(1, (product, size) => product * size)];
            file.ReaderOf(tensors[index].Name)(0, values[index]);
        });
        var weights = new Dictionary<string, float[]>(tensors.Length);
        for (int index = 0; index < tensors.Length; index++) weights.Add(tensors[index].Name, values[index]);
        return weights;
    }

    private static ModelFileException Unreadable(string path, Exception exception) =>
        new($"'{path}': {exception.Message} Needed: a readable model file (.safetensors). Check the path.", exception);

    private static ModelFileException Refuse(string path, string found, Exception? inner = null) => new($"'{path}': {found}. {Mend}", inner);
}
