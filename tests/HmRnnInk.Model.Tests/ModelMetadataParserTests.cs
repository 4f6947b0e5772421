using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HmRnnInk.Model.Tests;

public sealed class ModelMetadataParserTests
{
    private static readonly JsonSerializerOptions Format = ModelMetadataJson.Default.Options;

    [Fact]
    public void EveryPropertyThatIsWritten_IsRead()
    {
        int count = 0;
        var written = (ModelMetadata)Filled(typeof(ModelMetadata), ref count);
        Assert.True(count > 20);
        Assert.Equal(written, ModelMetadataParser.Parse(JsonSerializer.Serialize(written, Format)));
    }

    [Fact]
    public void MissingProperty_IsNamed_ExceptForFiguresOfTheTraining()
    {
        string written = Written();
        string[] optional =
        [
            "training",
            .. typeof(TrainingRecord).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                .Except(["data", "dataSha256", "codeVersion"]),
        ];
        foreach (string name in Names(JsonNode.Parse(written)!))
        {
            JsonNode without = JsonNode.Parse(written)!;
            Remove(without, name);
            // mixtureWidth is written but not read, since it follows from the components. A model without a text window has no textWindow,
            // and a file of an older version has no softFlush.
            if (optional.Contains(name) || name is "mixtureWidth" or "textWindow" or "softFlush")
                ModelMetadataParser.Parse(without.ToJsonString());
            else Assert.Contains(name, Assert.Throws<JsonException>(() => ModelMetadataParser.Parse(without.ToJsonString())).Message);
        }
    }

    [Fact]
    public void RecordWithoutASplit_MeansSplitByLine()
    {
        string written = Written();
        Assert.Contains("\"splitBy\":\"form\"", written);
        JsonNode old = JsonNode.Parse(written)!;
        Remove(old, "splitBy");
        Assert.Equal(Ink.SplitBy.Line, ModelMetadataParser.Parse(old.ToJsonString()).Training!.SplitBy);
        string other = written.Replace("\"splitBy\":\"form\"", "\"splitBy\":\"writer\"", StringComparison.Ordinal);
        Assert.Contains("splitBy", Assert.Throws<JsonException>(() => ModelMetadataParser.Parse(other)).Message);
    }

    private static string Written()
    {
        int count = 0;
        return JsonSerializer.Serialize((ModelMetadata)Filled(typeof(ModelMetadata), ref count), Format);
    }

    private static IEnumerable<string> Names(JsonNode node) =>
        node is JsonObject members
            ? members.Select(member => member.Key).Concat(members.SelectMany(member => Names(member.Value!))).Distinct()
            : [];

    /// <summary>Removes a property from an object and from the objects within it.</summary>
    private static void Remove(JsonNode node, string name)
    {
        if (node is not JsonObject members) return;
        members.Remove(name);
        foreach (JsonNode? value in members.Select(member => member.Value).ToArray()) Remove(value!, name);
    }

    /// <returns>Metadata in which no property has its default value, nor any property of the objects within it.</returns>
    private static object Filled(Type type, ref int count)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return $"text {++count}";
        if (type == typeof(bool)) return true;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsPrimitive) return Convert.ChangeType(++count + (type == typeof(float) || type == typeof(double) ? 0.25 : 0), type);
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var arguments = new object?[constructor.GetParameters().Length];
        for (int index = 0; index < arguments.Length; index++)
            arguments[index] = Filled(constructor.GetParameters()[index].ParameterType, ref count);
        object filled = constructor.Invoke(arguments);
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite && arguments.Length == 0))
            property.SetValue(filled, Filled(property.PropertyType, ref count));
        return filled;
    }
}
