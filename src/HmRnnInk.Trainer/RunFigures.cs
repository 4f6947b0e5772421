using System.Text.Json;

namespace HmRnnInk.Trainer;

/// <summary>What commands measured of a run's best model, kept beside its metrics.</summary>
internal static class RunFigures
{
    /// <summary>The file of that name of a run: in its folder, or beside NAME.metrics.jsonl as NAME.<paramref name="name"/>.</summary>
    /// <param name="path">The run's folder or metrics. Returned where it is neither.</param>
    public static string Beside(string path, string name) =>
        Directory.Exists(path) ? Path.Combine(path, name) : path.Replace(".metrics.jsonl", "." + name, StringComparison.Ordinal);

    /// <param name="command">That makes such a file, for the error.</param>
    /// <exception cref="InvalidDataException">The file is not such JSON.</exception>
    public static T Read<T>(string file, string command)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"'{file}' is empty. Make it anew with {command}.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{file}': {error.Message} Make it anew with {command}.", error);
        }
    }
}
