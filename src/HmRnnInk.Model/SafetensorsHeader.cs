using System.Text.Json;

namespace HmRnnInk.Model;

/// <summary>
/// The JSON header of a safetensors file (https://github.com/huggingface/safetensors). The file has 8 bytes with the header's length
/// (little-endian), the header, and the bytes of the tensors. This class parses the header; <see cref="ModelFileReader"/> checks it against
/// the file.
/// </summary>
internal sealed record SafetensorsHeader(ModelMetadata Metadata, IReadOnlyDictionary<string, SafetensorsEntry> Entries)
{
    /// <summary>Key of the object with metadata, whose values are strings.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Key of the entry with the <see cref="ModelMetadata"/>.</summary>
    public const string EntryKey = "hmrnnink";

    /// <summary>
    /// A model with the maximum number of layers has up to 119 tensors with about 100 bytes each, so a longer header is not that of a valid
    /// model. The safetensors library itself allows 100 MB.
    /// </summary>
    public const int MaximumHeaderBytes = 1 << 18;

    /// <exception cref="JsonException">The header is not valid; the message says why.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8 });
        RequireObject(document.RootElement, "the header");
        ModelMetadata? metadata = null;
        var entries = new Dictionary<string, SafetensorsEntry>();
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals(MetadataKey)) metadata = ParseMetadata(property.Value);
            else entries.Add(property.Name, ParseEntry(property.Name, property.Value));
        }

        if (metadata is null)
            throw new JsonException($"there is no {MetadataKey} with an entry '{EntryKey}', so this is not a model of this program");
        return new SafetensorsHeader(metadata, entries);
    }

    /// <summary>Checks a JSON object of a model file.</summary>
    /// <param name="what">The value's name in error messages.</param>
    /// <returns>The value itself.</returns>
    /// <exception cref="JsonException">The value is not an object, or has a duplicate property.</exception>
    /// <remarks>
    /// JsonDocument's own check for duplicates takes 5 ms of just-in-time compilation, which would delay the start of the app.
    /// </remarks>
    public static JsonElement RequireObject(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new JsonException($"{what} is {value.GetRawText()}; expected an object");
        var names = new HashSet<string>();
        foreach (JsonProperty property in value.EnumerateObject())
            if (!names.Add(property.Name)) throw new JsonException($"{what} has '{property.Name}' twice");
        return value;
    }

    private static ModelMetadata? ParseMetadata(JsonElement value)
    {
        RequireObject(value, MetadataKey);
        if (!value.TryGetProperty(EntryKey, out JsonElement entry)) return null;
        Require(entry, JsonValueKind.String, EntryKey);
        return ModelMetadataParser.Parse(entry.GetString()!);
    }

    private static SafetensorsEntry ParseEntry(string name, JsonElement value)
    {
        RequireObject(value, $"tensor '{name}'");
        string? type = null;
        long[]? shape = null, offsets = null;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.NameEquals("dtype"))
            {
                Require(property.Value, JsonValueKind.String, $"dtype of tensor '{name}'");
                type = property.Value.GetString();
            }
            else if (property.NameEquals("shape")) shape = ParseIntegers(property.Value, $"shape of tensor '{name}'");
            else if (property.NameEquals("data_offsets")) offsets = ParseIntegers(property.Value, $"data_offsets of tensor '{name}'");
            else throw new JsonException($"tensor '{name}' has an unknown key '{property.Name}'; expected dtype, shape and data_offsets");
        }

        if (type is null || shape is null || offsets is not { Length: 2 })
            throw new JsonException($"tensor '{name}' lacks one of dtype, shape and two data_offsets");
        return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] ParseIntegers(JsonElement value, string what)
    {
        Require(value, JsonValueKind.Array, what);
        var integers = new long[value.GetArrayLength()];
        int count = 0;
        foreach (JsonElement element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long integer) || integer < 0)
                throw new JsonException($"{what} holds {element.GetRawText()}; expected integers from 0");
            integers[count++] = integer;
        }

        return integers;
    }

    private static void Require(JsonElement value, JsonValueKind kind, string what)
    {
        if (value.ValueKind != kind) throw new JsonException($"{what} is a JSON {value.ValueKind}; expected {kind}");
    }
}
