using System.Text.Json;

namespace HmRnnInk.Model;

/// <summary>Checks of JSON objects in model files.</summary>
internal static class JsonObjects
{
    /// <param name="what">The value's name in error messages.</param>
    /// <returns>The value itself.</returns>
    /// <exception cref="JsonException">The value is not an object, or has a duplicate property.</exception>
    /// <remarks>
    /// JsonDocument's own check for duplicates takes 5 ms of just-in-time compilation, which would delay the start of the app.
    /// </remarks>
    public static JsonElement Require(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new JsonException($"{what} is {value.GetRawText()}; expected an object");
        var names = new HashSet<string>();
        foreach (JsonProperty property in value.EnumerateObject())
            if (!names.Add(property.Name)) throw new JsonException($"{what} has '{property.Name}' twice");
        return value;
    }
}
