using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Training;

/// <summary>A run at a moment between two batches: from it the run goes on to the same weights as if it had never stopped.</summary>
/// <param name="Options">How the run was started.</param>
/// <param name="Progress">Where it was.</param>
/// <param name="DataSha256">Of the data that it trained on.</param>
/// <param name="OptimiserSteps">Of <see cref="Adam"/>.</param>
/// <param name="Values">[parameters].</param>
/// <param name="FirstMoment">[parameters].</param>
/// <param name="SecondMoment">[parameters].</param>
/// <param name="Average">[parameters], of the values; the values themselves where the run has no average.</param>
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
    /// <summary>The recurrent state of a batch that goes on where the one before ended; empty where the next begins anew.</summary>
    public float[] CarriedState { get; init; } = [];

    private const ulong Magic = 0x31504B43_4E4E5248; // "HRNNCKP1"

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // the best figure starts at −∞
    };

    /// <summary>Writes it whole or not at all.</summary>
    public void Save(string path)
    {
        var written = new Header(
            Options, Progress, DataSha256, OptimiserSteps, Values.Length, HasAverage: Average != Values, CarriedState.Length);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(written, Json);
        WholeFile.Write(path, file =>
        {
            using var hash = SHA256.Create();
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                hashed.Write(BitConverter.GetBytes(Magic));
                hashed.Write(BitConverter.GetBytes(header.Length));
                hashed.Write(header);
                float[][] average = Average == Values ? [] : [Average];
                foreach (float[] values in (float[][])[Values, FirstMoment, SecondMoment, .. average, CarriedState])
                    hashed.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
            }

            file.Write(hash.Hash!);
        });
    }

    /// <exception cref="InvalidDataException">The file is not a whole checkpoint.</exception>
    public static Checkpoint Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < 12 || BitConverter.ToUInt64(bytes) != Magic)
            throw new InvalidDataException($"'{path}' is not a checkpoint of this trainer. Give the folder of a run that it made, or start without --resume.");
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException($"'{path}' is damaged: its checksum does not agree. Start again without --resume, or put back a copy.");

        int headerLength = BitConverter.ToInt32(bytes, 8);
        Header header = JsonSerializer.Deserialize<Header>(bytes.AsSpan(12, headerLength), Json)!;
        int position = 12 + headerLength;
        float[] values = Take(header.Parameters), firstMoment = Take(header.Parameters), secondMoment = Take(header.Parameters);
        float[] average = header.HasAverage ? Take(header.Parameters) : values;
        return new(header.Options, header.Progress, header.DataSha256, header.OptimiserSteps, values, firstMoment, secondMoment, average)
        {
            CarriedState = Take(header.CarriedValues),
        };

        float[] Take(int count)
        {
            var taken = new float[count];
            Buffer.BlockCopy(bytes, position, taken, 0, count * sizeof(float));
            position += count * sizeof(float);
            return taken;
        }
    }

    private sealed record Header(
        TrainingOptions Options, TrainingProgress Progress, string DataSha256, long OptimiserSteps, int Parameters, bool HasAverage = false,
        int CarriedValues = 0);
}
