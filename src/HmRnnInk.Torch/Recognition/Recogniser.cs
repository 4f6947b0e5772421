using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Recognition;

/// <summary>
/// Recognises handwriting: two layers of a bidirectional LSTM and the output layer of connectionist temporal classification (Graves et al.
/// 2006). It measures how legible a model's ink is, compared with recorded lines.
/// </summary>
public sealed class Recogniser : IDisposable
{
    /// <summary>The number of rows in a step. Larger steps take less time, and a character has about twenty rows.</summary>
    public const int RowsPerStep = 3;

    /// <summary>The number of values of a row: Δx, Δy and pen-up.</summary>
    private const int RowWidth = 3;

    private const int FormatVersion = 1;

    /// <summary>Ten times the size of the largest network that can be trained in a reasonable time.</summary>
    private const long MaximumFileBytes = 1 << 30;

    private static readonly JsonSerializerOptions Json = new() { RespectNullableAnnotations = true };

    private static readonly byte[] Magic = "HRNNREAD"u8.ToArray();

    private readonly RecogniserNetwork _network;
    private readonly CharacterAlphabet _alphabet;

    public Recogniser(RecogniserSettings settings)
    {
        Settings = settings;
        _alphabet = new(settings.Alphabet);
        _network = new(RowsPerStep * RowWidth, settings.Hidden, settings.Alphabet.Length + 1);
    }

    public RecogniserSettings Settings { get; }

    internal IEnumerable<TorchSharp.Modules.Parameter> Parameters => _network.parameters();

    /// <summary>Reads a line or a part of one: the most likely symbol at each step.</summary>
    /// <param name="rows">In IAM units; see <see cref="PenOffset"/> for row 0.</param>
    public string Read(IReadOnlyList<PenOffset> rows) => string.Concat(ReadSymbols(rows).Select(symbol => symbol.Symbol));

    /// <summary>Reads a line or a part of one, and finds the place of each character.</summary>
    /// <returns>The characters, each with the first row of the step at which it becomes the most likely symbol.</returns>
    public IReadOnlyList<(char Symbol, int Row)> ReadSymbols(IReadOnlyList<PenOffset> rows)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        long[] best = LogProbabilities([rows]).argmax(2).squeeze(1).data<long>().ToArray();
        var symbols = new List<(char Symbol, int Row)>();
        for (int step = 0; step < best.Length; step++)
        {
            if (best[step] > 0 && (step == 0 || best[step] != best[step - 1]))
                symbols.Add((_alphabet.Symbols[(int)best[step] - 1], step * RowsPerStep));
        }

        return symbols;
    }

    /// <summary>Finds the place of each character of a known text by the most likely alignment.</summary>
    /// <param name="rows">In IAM units; see <see cref="PenOffset"/> for row 0.</param>
    /// <param name="text">The text of these rows.</param>
    /// <returns>For each character, the first row of its most likely step; null if there are too few rows for the text.</returns>
    public int[]? Align(IReadOnlyList<PenOffset> rows, string text)
    {
        if (text.Length == 0) return [];
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        float[] logProbabilities = LogProbabilities([rows]).contiguous().data<float>().ToArray();
        int[]? steps = CtcAlignment.Of(logProbabilities, Steps(rows), Settings.Alphabet.Length + 1, Encode(text));
        return steps is null ? null : [.. steps.Select(step => step * RowsPerStep)];
    }

    /// <param name="lines">Shorter lines are padded with zeros: rows with the mean offset.</param>
    /// <returns>[steps, lines, 1 + alphabet]; index 0 is the blank, which means no character.</returns>
    internal Tensor LogProbabilities(IReadOnlyList<IReadOnlyList<PenOffset>> lines)
    {
        int steps = lines.Max(Steps), width = RowsPerStep * RowWidth;
        var values = new float[steps * lines.Count * width];
        for (int line = 0; line < lines.Count; line++)
        {
            for (int row = 0; row < lines[line].Count; row++)
            {
                int at = ((((row / RowsPerStep) * lines.Count) + line) * width) + (row % RowsPerStep * RowWidth);
                (values[at], values[at + 1]) = Settings.Normalisation.Normalise(lines[line][row]);
                values[at + 2] = lines[line][row].PenUp ? 1 : 0;
            }
        }

        return _network.call(tensor(values, steps, lines.Count, width)).log_softmax(2);
    }

    /// <summary>The number of steps of a line.</summary>
    internal static int Steps(IReadOnlyList<PenOffset> rows) => (rows.Count + RowsPerStep - 1) / RowsPerStep;

    /// <summary>The symbols of a text, from 1. Symbol 0 is the blank.</summary>
    internal long[] Encode(string text) => [.. _alphabet.Encode(text).Select(symbol => symbol + 1L)];

    /// <summary>Writes the file atomically.</summary>
    public void Save(string path) => WholeFile.Write(path, file =>
    {
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(JsonSerializer.Serialize(Settings));
        _network.save(writer);
    });

    /// <exception cref="InvalidDataException">The file cannot be read, or is not a recogniser.</exception>
    public static Recogniser Load(string path)
    {
        try
        {
            byte[] bytes = RegularFile.ReadAllBytes(path, MaximumFileBytes);
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (!reader.ReadBytes(Magic.Length).SequenceEqual(Magic) || reader.ReadInt32() != FormatVersion)
            {
                string other = ForeignFile.At(path) is { } foreign ? $"; this is {foreign.Kind}" : "";
                throw new InvalidDataException($"it does not begin with the bytes of a recogniser's file{other}");
            }

            RecogniserSettings settings = JsonSerializer.Deserialize<RecogniserSettings>(reader.ReadString(), Json)
                ?? throw new InvalidDataException("it has no settings");
            RecogniserWeights.CheckSize(settings, bytes.Length - reader.BaseStream.Position);
            var recogniser = new Recogniser(settings);
            RecogniserWeights.Load(recogniser._network, reader);
            return recogniser;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or ArgumentException or FormatException)
        {
            string found = File.Exists(path) ? "is not a recogniser" : "cannot be read";
            throw new InvalidDataException(
                $"'{path}' {found}: {error.Message.TrimEnd('.')}. Use models/recogniser/iam-ondb.recogniser, or train one with trainer "
                + "recogniser.",
                error);
        }
    }

    /// <summary>A recogniser with the same weights, and other settings of the same sizes.</summary>
    internal Recogniser Copy(RecogniserSettings settings)
    {
        var copy = new Recogniser(settings);
        using var noGradient = no_grad();
        foreach ((TorchSharp.Modules.Parameter target, TorchSharp.Modules.Parameter source) in copy.Parameters.Zip(Parameters))
            target.copy_(source);
        return copy;
    }

    public void Dispose() => _network.Dispose();
}
