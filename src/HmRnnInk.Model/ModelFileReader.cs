using System.Buffers.Binary;
using System.Text.Json;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>
/// Reads model files. The header is checked against the file's length and the configuration before weights are allocated.
/// </summary>
internal static class ModelFileReader
{
    private const string Fix = "The file is damaged or not a model of this program: copy it again, or train it again with trainer train.";
    private const string UseModelFile = "Use a model file (.safetensors).";

    /// <exception cref="ModelFileException">The file does not exist, cannot be read, or is not a valid model of this kind.</exception>
    /// <param name="ofCharacters">Whether the file must be a model of characters (else of ink).</param>
    public static InkModel Read(string path, bool ofCharacters = false) =>
        Read(path, weights => new InkModel(weights.Metadata, ReadWeights(weights), isChecked: true), ofCharacters);

    /// <summary>Packs the weights while reading them, without another copy, so that the app starts faster.</summary>
    /// <inheritdoc cref="Read(string, bool)"/>
    public static PackedModel Pack(string path, WeightFormat format) =>
        Read(path, weights => new PackedModel(weights, format, SimdKernels.Best));

    /// <summary>Reads the metadata without the weights.</summary>
    /// <exception cref="ModelFileException">See <see cref="Read(string, bool)"/>; the values of the weights are not checked.</exception>
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
                    ? $"'{path}' is a model of ink, not of characters: use --data instead of --characters."
                    : $"'{path}' is a model of characters, not of ink: use it with --characters in trainer train, evaluate or boundaries.");
            }

            return take(new(file.SafeFileHandle, file.Position, header.Metadata, header.Entries, found => InvalidFile(path, found)));
        }
        catch (EndOfStreamException exception)
        {
            throw InvalidFile(path, "the file became shorter while it was read", exception);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            // NotSupportedException is thrown for a pipe or device, which has no length.
            throw Unreadable(path, exception);
        }
    }

    /// <summary>The error for a folder. It names a model to use instead: that of a run, or another one in the folder.</summary>
    private static ModelFileException FolderError(string path)
    {
        string best = Path.Combine(path, "best.safetensors");
        string? inside = File.Exists(best)
            ? best : Directory.EnumerateFiles(path, "*.safetensors").Order(StringComparer.Ordinal).FirstOrDefault();
        return new ModelFileException(inside is null
            ? $"'{path}' is a folder without a model. {UseModelFile}"
            : $"'{path}' is a folder. Use a model file in it, such as '{inside}'.");
    }

    private static FileStream Open(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw FolderError(path);
            if (Path.Exists(path) && !RegularFile.Is(path)) throw new IOException("expected a file; this is a pipe or a device.");
            const FileShare share = FileShare.Read | FileShare.Delete;
            return new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static SafetensorsHeader ReadHeader(FileStream file, string path)
    {
        if (file.Length == 0) throw new ModelFileException($"'{path}': the file is empty. {UseModelFile}");
        // The length of the header and its first character.
        Span<byte> prefix = stackalloc byte[sizeof(ulong) + 1];
        if (file.Length <= prefix.Length || !StartsWithHeader(file, prefix))
        {
            string other = ForeignFile.At(path) is { } foreign ? foreign.Kind : "another kind of file";
            throw new ModelFileException($"'{path}' is not a model but {other}. {UseModelFile}");
        }

        prefix = prefix[..sizeof(ulong)];
        file.Position = prefix.Length;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        ulong maximum = (ulong)Math.Min(SafetensorsHeader.MaximumHeaderBytes, file.Length - prefix.Length);
        if (length < 2 || length > maximum)
            throw InvalidFile(path, $"its header claims {length} bytes; expected 2 to {maximum}, since the file has {file.Length} bytes");
        var utf8 = new byte[length];
        file.ReadExactly(utf8);
        try
        {
            return SafetensorsHeader.Parse(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // JsonDocument throws InvalidOperationException for a string with invalid UTF-8 or half a surrogate pair.
            throw InvalidFile(path, $"its header cannot be read: {exception.Message}", exception);
        }
    }

    private static bool StartsWithHeader(FileStream file, Span<byte> prefix)
    {
        file.ReadExactly(prefix);
        return prefix[^1] == '{';
    }

    /// <summary>Checks that the tensors are those of the configuration, and that each byte belongs to exactly one of them.</summary>
    private static void Check(SafetensorsHeader header, string path, long dataBytes)
    {
        if (header.Metadata.FirstProblem() is { } problem) throw InvalidFile(path, problem);
        if (header.Metadata.Training?.ForcedBoundaries is { } rules)
        {
            throw new ModelFileException(
                $"'{path}' is the model of a control experiment: the rules '{rules}' replaced its detectors, which are untrained. "
                + "Use another model; the results of this one are in the metrics.jsonl of its run.");
        }

        int count = 0;
        foreach ((string name, int[] shape) in header.Metadata.Config.Tensors())
        {
            count++;
            if (!header.Entries.TryGetValue(name, out SafetensorsEntry? entry)) throw InvalidFile(path, $"tensor '{name}' is missing");
            CheckEntry(entry, shape, path);
        }

        if (header.Entries.Count != count)
        {
            var known = header.Metadata.Config.Tensors().Select(tensor => tensor.Name).ToHashSet();
            string unknown = header.Entries.Keys.First(name => !known.Contains(name));
            throw InvalidFile(path, $"tensor '{unknown}' does not belong to this configuration");
        }

        SafetensorsEntry[] entries = [.. header.Entries.Values];
        Array.Sort(entries, (one, other) => one.Begin.CompareTo(other.Begin));
        long position = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != position)
            {
                throw InvalidFile(
                    path, $"tensor '{entry.Name}' begins at byte {entry.Begin}; expected {position}, where the previous one ends");
            }

            position = entry.End;
        }

        if (position != dataBytes)
            throw InvalidFile(path, $"the file has {dataBytes} bytes of tensors; expected {position} according to its header");
    }

    private static void CheckEntry(SafetensorsEntry entry, int[] shape, string path)
    {
        if (entry.ElementBytes == 0) throw InvalidFile(path, $"tensor '{entry.Name}' has dtype {entry.Type}; expected F32 or F16");
        bool isSameShape = entry.Shape.Length == shape.Length;
        long bytes = entry.ElementBytes;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            isSameShape = isSameShape && entry.Shape[axis] == shape[axis];
            bytes *= shape[axis];
        }

        if (!isSameShape)
            throw InvalidFile(
                path, $"tensor '{entry.Name}' has shape [{string.Join(", ", entry.Shape)}]; expected [{string.Join(", ", shape)}]");
        if (entry.End - entry.Begin != bytes)
            throw InvalidFile(path, $"tensor '{entry.Name}' has bytes {entry.Begin} to {entry.End}; expected {bytes} bytes for its shape");
    }

    /// <summary>Reads the tensors, several at a time.</summary>
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
        new($"'{path}': {exception.Message} Check the path: it must lead to a readable model file (.safetensors).", exception);

    private static ModelFileException InvalidFile(string path, string found, Exception? inner = null) =>
        new($"'{path}': {found}. {Fix}", inner);
}
