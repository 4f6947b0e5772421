using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmRnnInk.App.Documents;

/// <summary>Writes infinity, which JSON does not have, as null. In C#, null stands for a missing member.</summary>
internal sealed class InfinityAsNull : JsonConverter<double?>
{
    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.PositiveInfinity : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}
