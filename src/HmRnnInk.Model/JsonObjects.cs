using System.Text.Json;

namespace HmRnnInk.Model;

/// <summary>What the readers of a model file ask of a JSON object.</summary>
internal static class JsonObjects
{
    /// <param name="what">What it is, for the message.</param>
    /// <returns>The value itself.</returns>
    /// <exception cref="JsonException">It is no object, or says something twice.</exception>
    /// <remarks>The document's own check of names takes the JIT 5 ms, for which an app would wait.</remarks>
    public static JsonElement Require(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new JsonException($"{what} is {value.GetRawText()}; needed an object");
        var names = new HashSet<string>();
        foreach (JsonProperty property in value.EnumerateObject())
            if (!names.Add(property.Name)) throw new JsonException($"{what} has '{property.Name}' twice");
        return value;
    }
}
