using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Turns an error of System.Text.Json into one that says where the error is, what was found and what was expected.</summary>
internal static class JsonFault
{
    private const int LongestQuote = 24;

    public static InkFormatException Of(JsonException fault, ReadOnlySpan<byte> json, DocumentCheck check)
    {
        string place = $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}";
        // An error in the syntax of the JSON or in its UTF-8 has an inner exception of the reader or the decoder.
        if (fault.InnerException is JsonException or InvalidOperationException { InnerException: DecoderFallbackException })
            return check.Fault($"this is not valid JSON ({place})", fault);
        JsonTypeInfo expected = ExpectedAt(fault.Path ?? "$");
        string member = fault.Path is null or "$" ? "it" : fault.Path["$.".Length..];
        return check.Fault(Found(json, fault) is { } found
            ? $"{member} is {found}; expected {Name(expected.Type)} ({place})"
            : $"{member} lacks one of {Required(expected)} ({place})", fault);
    }

    private static string Required(JsonTypeInfo type) =>
        string.Join(", ", type.Properties.Where(property => property.IsRequired).Select(property => property.Name));

    public static string Short(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";

    /// <summary>Describes the value at the error; null at the end of an object, which then lacks a member.</summary>
    private static string? Found(ReadOnlySpan<byte> json, JsonException fault)
    {
        int start = 0;
        for (long line = fault.LineNumber ?? 0; line > 0; line--) start += json[start..].IndexOf((byte)'\n') + 1;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DocumentLimits.MaximumDepth });
        while (reader.BytesConsumed < start + fault.BytePositionInLine && reader.Read())
        {
        }

        string text = Short(Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 4 * LongestQuote)]));
        return reader.TokenType switch
        {
            JsonTokenType.EndObject => null,
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"\"{text}\"",
            _ => text,
        };
    }

    /// <param name="path">A path such as <c>$.rows.deltaX[3]</c>.</param>
    private static JsonTypeInfo ExpectedAt(string path)
    {
        Type type = typeof(DocumentV1);
        foreach (string step in path.Split('.', '[').Skip(1))
        {
            type = step.EndsWith(']')
                ? type.GetElementType()!
                : DocumentJson.Default.GetTypeInfo(type)!.Properties.Single(property => property.Name == step).PropertyType;
        }

        return DocumentJson.Default.GetTypeInfo(type)!;
    }

    private static string Name(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "text"
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(float) || type == typeof(double) ? "a number"
            : type == typeof(DateTimeOffset) ? "a date (ISO 8601)"
            : type == typeof(byte[]) ? "base64"
            : type.IsArray ? "a list"
            : "an object";
    }
}
