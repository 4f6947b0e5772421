using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// The state of a run between two batches. A run that is resumed from it gets the same weights as without the interruption.
/// </summary>
/// <param name="Options">The run's options.</param>
/// <param name="Progress">The run's progress.</param>
/// <param name="DataSha256">SHA-256 of the training data.</param>
/// <param name="OptimiserSteps">Number of steps of the <see cref="Optimiser"/>.</param>
/// <param name="Values">[parameters].</param>
/// <param name="FirstMoment">[parameters].</param>
/// <param name="SecondMoment">[parameters].</param>
/// <param name="Average">[parameters], the moving average of the values; the same array as the values if the run has no average.</param>
public sealed record Checkpoint(
    TrainingOptions Options,
    TrainingProgress Progress,
    string DataSha256,
    long OptimiserSteps,
    float[] Values,
    float[] FirstMoment,
    float[] SecondMoment,
    float[] Average)
{
    /// <summary>The recurrent state with which the next batch starts, if it continues the previous one; else empty.</summary>
    public float[] CarriedState { get; init; } = [];

    /// <summary>
    /// [parameters], the starting model's weights, if the evaluated weights contain a share of them; else empty. See
    /// <see cref="TrainingOptions.StartShare"/>.
    /// </summary>
    public float[] Start { get; init; } = [];

    // A file has this number, the header's length in bytes (int), the header (JSON), the values (float32), and the SHA-256 of all these.
    private const ulong Magic = 0x31504B43_4E4E5248; // "HRNNCKP1"

    private const int HeaderStart = sizeof(ulong) + sizeof(int);

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // the initial value of the best result is −∞
    };

    /// <summary>Writes the checkpoint atomically.</summary>
    public void Save(string path)
    {
        var header = new Header(
            Options, Progress, DataSha256, OptimiserSteps, Values.Length, HasAverage: Average != Values, CarriedState.Length,
            HasStart: Start.Length > 0);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, Json);
        WholeFile.Write(path, file =>
        {
            using var hash = SHA256.Create();
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                hashed.Write(BitConverter.GetBytes(Magic));
                hashed.Write(BitConverter.GetBytes(json.Length));
                hashed.Write(json);
                float[][] average = Average == Values ? [] : [Average];
                foreach (float[] values in (float[][])[Values, FirstMoment, SecondMoment, .. average, CarriedState, Start])
                    hashed.Write(MemoryMarshal.AsBytes<float>(values));
            }

            file.Write(hash.Hash!);
        });
    }

    /// <exception cref="InvalidDataException">The file is not a checkpoint, or it is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Checkpoint Load(string path)
    {
        byte[] bytes = RegularFile.ReadAllBytesNamed(path, Array.MaxLength);
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < HeaderStart || BitConverter.ToUInt64(bytes) != Magic)
        {
            throw new InvalidDataException(
                $"'{path}' is not a checkpoint of this trainer. Use the folder of a run of this trainer, or start without --resume.");
        }

        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
        {
            throw new InvalidDataException(
                $"'{path}' is damaged: its checksum is wrong. Start again without --resume, or restore a copy of the file.");
        }

        // A correct checksum shows that the file is unchanged, but not that this trainer wrote it.
        int headerLength = BitConverter.ToInt32(bytes, sizeof(ulong));
        if (headerLength < 0 || headerLength > end - HeaderStart) throw WrongContent(path, $"its header has {headerLength} bytes");
        Header header = ReadHeader(path, bytes.AsSpan(HeaderStart, headerLength));
        int position = HeaderStart + headerLength;
        long perParameter = 3 + (header.HasAverage ? 1 : 0) + (header.HasStart ? 1 : 0);
        long expected = perParameter * header.Parameters + header.CarriedValues;
        if (header.Parameters < 0 || header.CarriedValues < 0 || expected * sizeof(float) != end - position)
            throw WrongContent(path, $"it has {end - position} bytes of values; its header says {expected * sizeof(float)}");
        float[] values = ReadNext(header.Parameters), firstMoment = ReadNext(header.Parameters), secondMoment = ReadNext(header.Parameters);
        float[] average = header.HasAverage ? ReadNext(header.Parameters) : values;
        return new(header.Options, header.Progress, header.DataSha256, header.OptimiserSteps, values, firstMoment, secondMoment, average)
        {
            CarriedState = ReadNext(header.CarriedValues),
            Start = ReadNext(header.HasStart ? header.Parameters : 0),
        };

        float[] ReadNext(int count)
        {
            var next = new float[count];
            Buffer.BlockCopy(bytes, position, next, 0, count * sizeof(float));
            position += count * sizeof(float);
            return next;
        }
    }

    private static Header ReadHeader(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            Header? header = JsonSerializer.Deserialize<Header>(json, Json);
            return header is { Options: not null, Progress: not null, DataSha256: not null } ? header
                : throw WrongContent(path, "its header is incomplete");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException)
        {
            throw WrongContent(path, $"its header cannot be read: {error.Message}");
        }
    }

    private static InvalidDataException WrongContent(string path, string found) =>
        new($"'{path}' was not written by this trainer: {found}. Use the folder of a run of this trainer, or start without --resume.");

    private sealed record Header(
        TrainingOptions Options, TrainingProgress Progress, string DataSha256, long OptimiserSteps, int Parameters, bool HasAverage = false,
        int CarriedValues = 0, bool HasStart = false);
}
