using System.CommandLine;
using System.Text.Json;

namespace HmRnnInk.Trainer;

/// <summary>
/// A JSON file with options of <c>trainer train</c>: an object from option names to values, or a <c>run.json</c>, which has such an object.
/// </summary>
internal static class ConfigFile
{
    public const string OptionName = "--config";

    /// <summary>Adds the options of the file that <c>--config</c> names, except those that are also on the command line.</summary>
    /// <param name="train">The command whose options the file may have.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, or has an option that the command does not have.</exception>
    public static string[] Expand(string[] arguments, Command train)
    {
        if (FindPath(arguments) is not { } path) return arguments;
        var added = new List<string>();
        foreach (JsonProperty option in Read(path))
        {
            string name = $"--{option.Name}";
            if (train.Options.All(known => known.Name != name))
            {
                throw new InvalidDataException(
                    $"'{path}': '{option.Name}' is not an option of train. 'trainer train --help' lists them; use batch for --batch.");
            }

            if (arguments.Any(argument => argument == name || argument.StartsWith(name + "=", StringComparison.Ordinal))) continue;
            string[] values = ReadValues(option.Value, path, option.Name);
            if (values.Length > 0) added.AddRange([name, .. values]);
        }

        return [.. arguments, .. added];
    }

    private static string? FindPath(string[] arguments)
    {
        int index = Array.FindIndex(
            arguments, argument => argument == OptionName || argument.StartsWith(OptionName + "=", StringComparison.Ordinal));
        if (index < 0) return null;
        return arguments[index] != OptionName ? arguments[index][(OptionName.Length + 1)..] : arguments.ElementAtOrDefault(index + 1);
    }

    private static IEnumerable<JsonProperty> Read(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"'{path}', given by {OptionName}, does not exist. Use the path of a file.");
        try
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            if (root.TryGetProperty(RunRecord.OptionsMember, out JsonElement options)) root = options;
            return root.EnumerateObject();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"'{path}': {error.Message} Use a run.json, or an object such as {{\"batch\": 16, \"learning-rate\": 0.004}}.", error);
        }
    }

    private static string[] ReadValues(JsonElement value, string path, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(element => ReadValues(element, path, name))],
        _ => throw new InvalidDataException($"'{path}': {name} is an object; expected a string, a number, true, false or a list."),
    };
}
