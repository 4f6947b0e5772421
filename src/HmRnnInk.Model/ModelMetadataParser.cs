using System.Text.Json;
using static HmRnnInk.Model.SafetensorsHeader;

namespace HmRnnInk.Model;

/// <summary>
/// Parses the output of <see cref="ModelMetadataJson"/>. It is hand-written so that the app starts faster: compiling the generated
/// serializer for these types takes longer than reading all weights. Unknown properties are ignored, and figures of a training record are
/// optional.
/// </summary>
internal static class ModelMetadataParser
{
    /// <exception cref="JsonException">The JSON is not valid; the message says why.</exception>
    /// <exception cref="InvalidOperationException">A string is not valid.</exception>
    public static ModelMetadata Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        JsonElement root = RequireObject(document.RootElement, EntryKey);
        return new()
        {
            FormatVersion = Integer(root, "formatVersion"),
            Config = Config(RequireObject(Required(root, "config"), "config")),
            Normalisation = Normalisation(RequireObject(Required(root, "normalisation"), "normalisation")),
            YDirection = Text(root, "yDirection"),
            SigmaFloor = Single(root, "sigmaFloor"),
            Slope = Single(root, "slope"),
            Training = Optional(root, "training") is { } training ? Training(RequireObject(training, "training")) : null,
        };
    }

    private static ModelConfig Config(JsonElement json) => new()
    {
        SoftFlush = Boolean(json, "softFlush", ifMissing: false),
        Cell = Cell(json),
        Layers = Integer(json, "layers"),
        Hidden = Integer(json, "hidden"),
        Embedding = Integer(json, "embedding"),
        OutputEmbedding = Integer(json, "outputEmbedding"),
        Components = Integer(json, "components"),
        Alphabet = TextOrNull(json, "alphabet"),
        TextWindow = Optional(json, "textWindow") is { } window ? TextWindow(RequireObject(window, "textWindow")) : null,
    };

    private static TextWindow TextWindow(JsonElement json) => new()
    {
        Alphabet = Text(json, "alphabet"),
        Components = Integer(json, "components"),
        Advance = Text(json, "advance") switch
        {
            "steps" => WindowAdvance.Steps,
            "boundaries" => WindowAdvance.Boundaries,
            string other => throw new JsonException($"advance is \"{other}\"; expected steps or boundaries"),
        },
        BoundaryRate = Single(json, "boundaryRate"),
    };

    private static Normalisation Normalisation(JsonElement json) =>
        new(Single(json, "meanX"), Single(json, "meanY"), Single(json, "deviationX"), Single(json, "deviationY"));

    private static TrainingRecord Training(JsonElement json) => new()
    {
        Data = Text(json, "data"),
        DataSha256 = Text(json, "dataSha256"),
        TrainLines = Integer(json, "trainLines", 0),
        PointsSeen = Long(json, "pointsSeen"),
        StartedFrom = Optional(json, "startedFrom") is { } start ? Start(RequireObject(start, "startedFrom")) : null,
        Epochs = Double(json, "epochs") ?? 0,
        Seed = Integer(json, "seed", 0),
        SplitSeed = Unsigned(json, "splitSeed"),
        SplitBy = TextOrNull(json, "splitBy") switch
        {
            null or "line" => SplitBy.Line,
            "form" => SplitBy.Form,
            string other => throw new JsonException($"splitBy is \"{other}\"; expected line or form"),
        },
        ValidationNatsPerSequence = Double(json, "validationNatsPerSequence"),
        ValidationNatsPerSequenceDequantised = Double(json, "validationNatsPerSequenceDequantised"),
        TestNatsPerSequence = Double(json, "testNatsPerSequence"),
        TestNatsPerSequenceDequantised = Double(json, "testNatsPerSequenceDequantised"),
        TrainingMinutes = Double(json, "trainingMinutes") ?? 0,
        CodeVersion = Text(json, "codeVersion"),
        TaughtBoundaries = TextOrNull(json, "taughtBoundaries"),
        ForcedBoundaries = TextOrNull(json, "forcedBoundaries"),
    };

    private static TrainingStart Start(JsonElement json) =>
        new(Text(json, "model"), Integer(json, "hidden"), Long(json, "pointsSeen"), Double(json, "minutes") ?? throw Missing("minutes"));

    /// <summary>The file has the cell's name or its number.</summary>
    private static Cell Cell(JsonElement json)
    {
        if (Required(json, "cell").ValueKind == JsonValueKind.Number) return (Cell)Integer(json, "cell");
        return Text(json, "cell") switch
        {
            "hm-lstm" => Model.Cell.HmLstm,
            "lstm" => Model.Cell.Lstm,
            string other => throw new JsonException($"cell is \"{other}\"; expected hm-lstm or lstm"),
        };
    }

    /// <param name="ifMissing">The value of a missing property; null if it may not be missing.</param>
    private static int Integer(JsonElement json, string name, int? ifMissing = null) =>
        !json.TryGetProperty(name, out JsonElement value) ? ifMissing ?? throw Missing(name)
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw Unexpected(name, value, "a 32-bit integer");

    /// <returns>0 if the property is missing.</returns>
    private static long Long(JsonElement json, string name) =>
        !json.TryGetProperty(name, out JsonElement value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number
        : throw Unexpected(name, value, "an integer");

    /// <returns>0 if the property is missing.</returns>
    private static ulong Unsigned(JsonElement json, string name) =>
        !json.TryGetProperty(name, out JsonElement value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number) ? number
        : throw Unexpected(name, value, "a non-negative integer");

    private static float Single(JsonElement json, string name) =>
        !json.TryGetProperty(name, out JsonElement value) ? throw Missing(name)
        : value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) ? number
        : throw Unexpected(name, value, "a number");

    /// <returns>Null if the property is null or missing.</returns>
    private static double? Double(JsonElement json, string name) =>
        Optional(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number
        : throw Unexpected(name, value, "a number");

    private static bool Boolean(JsonElement json, string name, bool ifMissing) =>
        !json.TryGetProperty(name, out JsonElement value) ? ifMissing
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True
        : throw Unexpected(name, value, "true or false");

    private static string Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out JsonElement value) ? throw Missing(name)
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Unexpected(name, value, "a string");

    private static string? TextOrNull(JsonElement json, string name) => Optional(json, name) is null ? null : Text(json, name);

    /// <returns>Null if the property is null or missing.</returns>
    private static JsonElement? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Required(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw Missing(name);

    private static JsonException Missing(string name) => new($"{name} is missing");

    private static JsonException Unexpected(string name, JsonElement value, string expected) =>
        new($"{name} is {value.GetRawText()}; expected {expected}");
}
