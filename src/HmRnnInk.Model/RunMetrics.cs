using System.Text;
using System.Text.Json;

namespace HmRnnInk.Model;

/// <summary>The file of a training run with one line of JSON per evaluation.</summary>
public static class RunMetrics
{
    public const string FileName = "metrics.jsonl";

    /// <summary>An evaluation is a kilobyte, and a run has a few hundred.</summary>
    private const long MaximumBytes = 64 << 20;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <returns>
    /// The lines. The last one is empty, or it is an incomplete evaluation: the trainer is writing it, or was killed while it wrote it.
    /// </returns>
    /// <exception cref="IOException">The file cannot be read, or is much larger than that of a run.</exception>
    public static string[] ReadLines(string path) =>
        Encoding.UTF8.GetString(RegularFile.ReadAllBytesNamed(path, MaximumBytes)).Split('\n');

    /// <typeparam name="T">The members that are used.</typeparam>
    /// <returns>The evaluation in a line; null if there is none, because the line is empty, incomplete or damaged.</returns>
    public static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
