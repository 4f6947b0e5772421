using System.Text.Json;

namespace HmRnnInk.Trainer;

/// <summary>The JSON outputs of commands for a run's best model, if they were saved with the run.</summary>
internal static class SavedOutputs
{
    private const long MaximumBytes = 64 << 20;

    /// <summary>Reads a run's output; null if it was not saved.</summary>
    /// <param name="path">The run's folder or RUN.metrics.jsonl.</param>
    /// <param name="name">
    /// The file is <paramref name="name"/> in the run's folder, or RUN.<paramref name="name"/> next to RUN.metrics.jsonl.
    /// </param>
    /// <param name="command">The command that writes such a file, for the error message.</param>
    /// <exception cref="InvalidDataException">The file is not valid.</exception>
    /// <exception cref="IOException">The file cannot be read, or is much larger than such an output.</exception>
    public static T? Find<T>(string path, string name, string command)
        where T : class
    {
        string file =
            Directory.Exists(path) ? Path.Combine(path, name) : path.Replace(".metrics.jsonl", "." + name, StringComparison.Ordinal);
        if (file == path || !File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(RegularFile.ReadAllBytesNamed(file, MaximumBytes), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"'{file}' has no result. Create it again with {command}.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{file}': {error.Message} Create it again with {command}.", error);
        }
    }
}
